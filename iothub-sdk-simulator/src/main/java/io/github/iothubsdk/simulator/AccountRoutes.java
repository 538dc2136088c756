package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The account itself: real-name status and balance, both as published. */
final class AccountRoutes {
    private AccountRoutes() {}

    static JsonObject describeUser(Visit visit) {
        AccountState account = visit.account();
        String loginName = account.pin.substring("jd_".length()).replace('_', '-');
        return Json.object(
                "pin", account.pin,
                "loginName", loginName,
                "accountId", account.accountId,
                "userAuth", account.userAuth);
    }

    /** Decimal strings in yuan; coupons are in none of them. */
    static JsonObject describeAccountAmount(Visit visit) {
        AccountState account = visit.account();
        return Json.object(
                "totalAmount", yuan(account.cash.add(account.frozen)),
                "availableAmount", yuan(account.cash),
                "frozenAmount", yuan(account.frozen),
                "enableWithdrawAmount", yuan(account.cash),
                "withdrawingAmount", "0.00");
    }

    private static String yuan(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.DOWN).toPlainString();
    }
}
