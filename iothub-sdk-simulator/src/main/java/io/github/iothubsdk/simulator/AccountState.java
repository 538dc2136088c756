package io.github.iothubsdk.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Everything one account owns and everything that decides about it; read and written under the lock of the cloud only. */
final class AccountState {
    /** The first of its keys, which names it in the ledger. */
    final String accessKey;

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

    Fate nextFate = Fate.RUNS;
    PayRule payRule = PayRule.REFUSED;
    Duration orderLifetime = Duration.ofDays(15);
    boolean autoPaid;
    int colleagueNames;
    int maxInstances = Integer.MAX_VALUE;

    record Vpc(String id, String name, String cidr) {}

    record Subnet(String id, String name, String vpcId, String cidr, int freeAddresses) {}

    AccountState(String accessKey, String pin, String accountId) {
        this.accessKey = accessKey;
        this.pin = pin;
        this.accountId = accountId;
    }

    /** An order of another service brings no instance of IoT Hub. */
    void add(HubOrder order) {
        String clientToken = order.origin.clientToken();
        orders.put(order.number, order);
        if (order.origin.isHub()) {
            instances.put(order.instance.id, order.instance);
        }
        if (clientToken != null) {
            orderByClientToken.put(clientToken, order);
        }
    }

    /** Tells whether an instance of that name is there or on order. */
    boolean hasOpen(String name, String region, Instant now, Settings settings) {
        return instances.values().stream()
                .anyMatch(
                        other -> other.name.equals(name) && other.region.equals(region) && other.isOpen(now, settings));
    }

    String firstVpc() {
        return vpcs.keySet().stream().findFirst().orElse(Demo.VPC);
    }

    String firstSubnet() {
        return subnets.keySet().stream().findFirst().orElse(Demo.SUBNET);
    }
}
