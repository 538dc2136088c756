package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.internal.gateway.AccountApi;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import java.util.Objects;

/** The documentation asks for RMB 50, coupons included; no API tells the coupons, so the caller does. */
record BalanceSuffices(Facts facts) implements PreflightCheck {

    private static final Money NEEDED = Money.cny("50.00");

    @Override
    public CheckId id() {
        return CheckId.BALANCE_SUFFICES;
    }

    @Override
    public String name() {
        return "the balance is at least CNY 50.00";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        AccountApi.Balance balance = facts.balance();
        Money available = Money.cny(Objects.requireNonNull(balance.availableAmount()));
        String found = available + " available"
                + (balance.frozenAmount() != null && balance.frozenAmount().signum() > 0
                        ? ", " + Money.cny(balance.frozenAmount()) + " more frozen"
                        : "")
                + (request.coupons().amount().signum() > 0
                        ? ", coupons of " + request.coupons() + " by the caller's word"
                        : "");
        return NEEDED.isMoreThan(available.plus(request.coupons()))
                ? failed(
                        found,
                        "at least " + NEEDED + ", coupons included",
                        "Top up the account, or state its coupons with couponsWorth(...).")
                : passed(found);
    }
}
