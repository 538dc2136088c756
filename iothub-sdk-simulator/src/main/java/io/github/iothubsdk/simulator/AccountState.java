package io.github.iothubsdk.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything one account owns and everything that decides about it; read and written under the world's lock only. */
final class AccountState {
    final String accessKey;
    final String secretKey;
    final String pin;
    final String accountId;
    final Admission admission = new Admission();
    final Set<String> denied = new HashSet<>();
    final Set<Route> closed = EnumSet.noneOf(Route.class);
    final Map<String, Vpc> vpcs = new LinkedHashMap<>();
    final Map<String, Subnet> subnets = new LinkedHashMap<>();
    final Map<String, Rds> databases = new LinkedHashMap<>();
    final Map<String, HubInstance> instances = new LinkedHashMap<>();
    final Map<String, HubOrder> orders = new LinkedHashMap<>();
    final Map<String, HubOrder> orderByClientToken = new HashMap<>();
    int userAuth;
    BigDecimal cash = BigDecimal.ZERO;
    BigDecimal frozen = BigDecimal.ZERO;
    BigDecimal coupons = BigDecimal.ZERO;
    BigDecimal orderAmount = BigDecimal.ZERO;

    @Nullable
    String sessionToken;

    Fate nextFate = Fate.RUNS;
    PayRule payRule = PayRule.REFUSED;
    Duration orderLifetime = Duration.ofDays(15);
    boolean autoPaid;
    int maxInstances = Integer.MAX_VALUE;

    record Vpc(String id, String name, String cidr) {}

    record Subnet(String id, String name, String vpcId, String cidr, int freeAddresses) {}

    AccountState(String accessKey, String secretKey, String pin, String accountId) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.pin = pin;
        this.accountId = accountId;
    }
}
