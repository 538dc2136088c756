package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.time.Deadline;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The account: who it is and what it holds (published). */
public final class AccountApi {

    private static final Service USER = new Service("user", "v1");
    private static final Service ASSET = new Service("asset", "v1");

    /** describeUser. {@code userAuth}: 0 not verified, 1 personal, 2 company, 3 both. */
    public record User(
            @Nullable String pin,
            @Nullable String accountId,
            @Nullable Integer userAuth) {
        /** The account's id, or its pin where the service does not say; empty when it says neither. */
        public Optional<String> account() {
            return Stream.of(Optional.ofNullable(accountId), Optional.ofNullable(pin))
                    .flatMap(Optional::stream)
                    .filter(id -> !id.isBlank() && Texts.fit(Texts.ID, id))
                    .findFirst();
        }
    }

    /** describeAccountAmount: yuan, sent as decimal strings. */
    public record Balance(
            @Nullable BigDecimal availableAmount, @Nullable BigDecimal frozenAmount) {}

    private final ApiClient api;

    /** Calls through this client. */
    public AccountApi(ApiClient api) {
        this.api = api;
    }

    /** Who the access key belongs to. */
    public User user(Deadline deadline) {
        var call = ApiCall.get(USER, Service.NO_REGION, "/describeUser");
        return api.call(call.read(User.class, user -> user.account().isPresent()), deadline);
    }

    /** The cash part of the balance; no API tells the coupons. */
    public Balance balance(String region, Deadline deadline) {
        var call = ApiCall.get(ASSET, region, "/regions/{region}/assets:describeAccountAmount");
        return api.call(call.read(Balance.class, balance -> balance.availableAmount() != null), deadline);
    }
}
