package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The account itself: real-name status and balance, both as published. */
final class AccountRoutes {
    private AccountRoutes() {}

    static JsonObject describeUser(CallContext call) {
        AccountState account = call.account();
        String loginName = account.pin.substring("jd_".length()).replace('_', '-');
        return new Row()
                .with("pin", account.pin)
                .with("loginName", loginName)
                .with("accountId", account.accountId)
                .with("userAuth", account.userAuth)
                .json();
    }

    /** Decimal strings in yuan; coupons are in none of them. */
    static JsonObject describeAccountAmount(CallContext call) {
        AccountState account = call.account();
        return new Row()
                .with("totalAmount", yuan(account.cash.add(account.frozen)))
                .with("availableAmount", yuan(account.cash))
                .with("frozenAmount", yuan(account.frozen))
                .with("enableWithdrawAmount", yuan(account.cash))
                .with("withdrawingAmount", "0.00")
                .json();
    }

    private static String yuan(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.DOWN).toPlainString();
    }
}
