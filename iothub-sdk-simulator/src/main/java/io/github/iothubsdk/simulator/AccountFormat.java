package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An account as it is kept, without orders and instances; its secret keys among it. */
final class AccountFormat {
    private AccountFormat() {}

    static JsonObject write(AccountState account, Collection<Key> keys) {
        List<JsonObject> own = keys.stream()
                .filter(key -> key.account == account)
                .map(key -> Json.object(
                        "accessKey", key.accessKey, "secretKey", key.secretKey, "sessionToken", key.sessionToken))
                .toList();
        return new Row()
                .with("accessKey", account.accessKey)
                .with("pin", account.pin)
                .with("accountId", account.accountId)
                .with("keys", Json.array(own))
                .with("userAuth", account.userAuth)
                .with("cash", AdminState.yuan(account.cash))
                .with("frozen", AdminState.yuan(account.frozen))
                .with("coupons", AdminState.yuan(account.coupons))
                .with("orderAmount", AdminState.yuan(account.orderAmount))
                .with("orderLifetime", account.orderLifetime)
                .with("nextFate", account.nextFate)
                .with("payRule", account.payRule)
                .with("autoPaid", account.autoPaid)
                .with("maxInstances", account.maxInstances)
                .with("colleagueNames", account.colleagueNames)
                .with("denied", texts(account.denied))
                .with("closed", texts(account.closed))
                .with("vpcs", Json.array(vpcs(account)))
                .with("subnets", Json.array(subnets(account)))
                .with("databases", AdminState.rows(account.databases.values(), RdsFormat::write))
                .json();
    }

    static JsonArray texts(Set<?> items) {
        JsonArray texts = new JsonArray();
        Set<String> sorted = new TreeSet<>();
        items.forEach(item -> sorted.add(item.toString()));
        sorted.forEach(texts::add);
        return texts;
    }

    private static List<JsonObject> vpcs(AccountState account) {
        return account.vpcs.values().stream()
                .map(vpc -> Json.object("id", vpc.id(), "name", vpc.name(), "cidr", vpc.cidr()))
                .toList();
    }

    private static List<JsonObject> subnets(AccountState account) {
        return account.subnets.values().stream()
                .map(subnet -> new Row()
                        .with("id", subnet.id())
                        .with("name", subnet.name())
                        .with("vpc", subnet.vpcId())
                        .with("cidr", subnet.cidr())
                        .with("freeAddresses", subnet.freeAddresses())
                        .json())
                .toList();
    }

    /** Reads an account into the cloud. */
    static AccountState read(KeptJson kept, CloudState cloud) {
        AccountState account = new AccountState(kept.text("accessKey"), kept.text("pin"), kept.text("accountId"));
        for (KeptJson key : kept.objects("keys")) {
            Account by = cloud.addKey(key.text("accessKey"), key.text("secretKey"), account);
            String token = key.textOrNull("sessionToken");
            if (token != null) {
                by.sessionToken(token);
            }
        }
        account.userAuth = kept.whole("userAuth");
        account.cash = kept.yuan("cash");
        account.frozen = kept.yuan("frozen");
        account.coupons = kept.yuan("coupons");
        account.orderAmount = kept.yuan("orderAmount");
        account.orderLifetime = kept.duration("orderLifetime");
        account.nextFate = kept.word("nextFate", Fate.class);
        account.payRule = kept.word("payRule", PayRule.class);
        account.autoPaid = kept.flag("autoPaid");
        account.maxInstances = kept.whole("maxInstances");
        account.colleagueNames = kept.whole("colleagueNames");
        account.denied.addAll(kept.texts("denied"));
        readParts(kept, account);
        return account;
    }

    private static void readParts(KeptJson kept, AccountState account) {
        kept.texts("closed").forEach(route -> account.closed.add(Route.valueOf(route)));
        for (KeptJson vpc : kept.objects("vpcs")) {
            account.vpcs.put(vpc.text("id"), new AccountState.Vpc(vpc.text("id"), vpc.text("name"), vpc.text("cidr")));
        }
        for (KeptJson subnet : kept.objects("subnets")) {
            AccountState.Subnet read = new AccountState.Subnet(
                    subnet.text("id"),
                    subnet.text("name"),
                    subnet.text("vpc"),
                    subnet.text("cidr"),
                    subnet.whole("freeAddresses"));
            account.subnets.put(read.id(), read);
        }
        for (KeptJson rds : kept.objects("databases")) {
            account.databases.put(rds.text("id"), RdsFormat.read(rds));
        }
    }
}
