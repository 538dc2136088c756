package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Form;
import io.github.iothubsdk.simulator.form.Given;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.Arrays;
import java.util.List;

/** Accounts, opened and changed from outside: what {@link Account} can, as fields. */
final class AdminAccount {
    /** What {@link Account#userAuth} counts, in words. */
    static final List<String> VERIFIED = List.of("no", "personal", "company", "both");

    private static final Field ACCOUNT =
            Field.text("account", "the access key of the account; the demo account by default");

    private AdminAccount() {}

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    static Form fateForm(@SuppressWarnings("unused") Dialect same) {
        return Form.of(
                ACCOUNT,
                Field.word("fate", "of every instance that is ordered from now on", names(Fate.values()))
                        .required());
    }

    static JsonObject fate(AdminCall call) {
        call.account().nextInstance(Fate.valueOf(call.given().text("fate")));
        return shown(call, call.account());
    }

    static Form form(Dialect dialect) {
        List<Route> routes = Arrays.stream(Route.values())
                .filter(route -> route.isIn(dialect))
                .toList();
        List<String> actions = routes.stream().map(Route::action).distinct().toList();
        return Form.of(
                        ACCOUNT,
                        Field.text("secretKey", "opens an account of that access key, empty and not verified"),
                        Field.object("otherKey", "one more key of the account", AdminParts.KEY),
                        Field.text("sessionToken", "makes the key a temporary one, which needs this token"),
                        Field.word("verified", "the real-name status", VERIFIED),
                        Field.amount("cash", "the available balance"),
                        Field.amount("frozen", "the frozen part of the balance"),
                        Field.amount("coupons", "which no API shows, and payments use first"),
                        Field.amount("orderAmount", "of new orders; 0 is post-paid, more is pre-paid"),
                        Field.span("orderLifetime", "how long a new order may stay unpaid"),
                        Field.flag("autoPaid", "whether the create pays by itself"),
                        Field.word("payRule", "what a payment beyond the balance gets", names(PayRule.values())),
                        Field.whole("maxInstances", "2147483647 is no limit", 0, Integer.MAX_VALUE),
                        Field.words("denied", "all that access management denies, in place of what it did", actions),
                        Field.words(
                                "closed",
                                "all routes that are closed, in place of those that were",
                                routes.stream().map(Route::name).toList()))
                .and(AdminParts.FIELDS);
    }

    static JsonObject change(AdminCall call) {
        Given given = call.given();
        AdminParts.check(given);
        Account account = given.has("secretKey")
                ? call.cloud()
                        .open(newKey(call, "account", given.text("account", Demo.ACCESS_KEY)), given.text("secretKey"))
                : call.account();
        given.ifObject(
                "otherKey",
                key -> account.otherKey(
                        newKey(call, "otherKey.accessKey", key.text("accessKey")), key.text("secretKey")));
        given.ifGiven("sessionToken", token -> account.sessionToken(given.text(token)));
        given.ifGiven("verified", level -> account.userAuth(VERIFIED.indexOf(given.text(level))));
        given.ifGiven("cash", yuan -> account.cash(given.amount(yuan)));
        given.ifGiven("frozen", yuan -> account.frozen(given.amount(yuan)));
        given.ifGiven("coupons", yuan -> account.coupons(given.amount(yuan)));
        given.ifGiven("orderAmount", yuan -> account.orderAmount(given.amount(yuan)));
        given.ifGiven("orderLifetime", length -> account.orderLifetime(given.duration(length)));
        given.ifGiven("autoPaid", flag -> account.autoPaid(given.flag(flag, false)));
        given.ifGiven("payRule", rule -> account.payRule(PayRule.valueOf(given.text(rule))));
        given.ifGiven("maxInstances", count -> account.maxInstances(given.whole(count)));
        rights(account, given);
        AdminParts.put(account, given);
        return shown(call, account);
    }

    private static void rights(Account account, Given given) {
        given.ifGiven("denied", actions -> {
            account.allowAll();
            given.texts(actions).forEach(account::deny);
        });
        given.ifGiven("closed", routes -> {
            account.openAll();
            given.texts(routes).forEach(route -> account.closeRoute(Route.valueOf(route)));
        });
    }

    private static String newKey(AdminCall call, String field, String accessKey) {
        if (call.cloud().key(accessKey) != null) {
            throw new Misfit(field, "the access key is taken; secretKey opens a new account");
        }
        boolean isSeen = Visible.line(accessKey).equals(accessKey);
        if (!isSeen || !accessKey.matches("[^/,\\s\\p{Z}]{1,64}")) {
            throw new Misfit(field, "an access key is 1 to 64 visible characters without blanks, slashes and commas");
        }
        return accessKey;
    }

    private static JsonObject shown(AdminCall call, Account account) {
        return Json.object("account", AdminState.account(call.cloud(), account.state()));
    }
}
