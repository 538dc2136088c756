package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the cloud has, seen from outside; holds no secret. */
final class AdminState {
    private AdminState() {}

    static JsonObject health(AdminCall call) {
        return Json.object(
                "status",
                "UP",
                "dialect",
                call.cloud().settings.dialect().title,
                "now",
                call.cloud().now());
    }

    static JsonObject reset(AdminCall call) {
        call.simulator().reset();
        if (call.given().flag("demo", true)) {
            call.simulator().demoAccount();
        }
        return state(call);
    }

    static JsonObject state(AdminCall call) {
        CloudState cloud = call.cloud();
        Collection<AccountState> accounts = cloud.accounts();
        return new Row()
                .with("endpoint", call.simulator().endpoint())
                .with("dialect", cloud.settings.dialect().title)
                .with("readOnly", call.simulator().isReadOnly())
                .with("seed", Long.toString(cloud.ids.seed))
                .with("clock", AdminClock.json(cloud.settings.clock()))
                .with("preparing", cloud.settings.preparing())
                .with("building", cloud.settings.building())
                .with("lastEvent", cloud.feed.last())
                .with("nextRequest", cloud.requests.next())
                .with("accounts", rows(accounts, account -> account(cloud, account)))
                .with(
                        "networks",
                        Json.object(
                                "vpcs", all(accounts, AdminState::vpcs), "subnets", all(accounts, AdminState::subnets)))
                .with("databases", all(accounts, AdminState::databases))
                .with("orders", rows(cloud.recorder.orders, order -> order(order, cloud)))
                .with("instances", all(accounts, account -> instances(account, cloud)))
                .json();
    }

    static <T> JsonArray rows(Collection<T> things, Function<T, JsonObject> row) {
        return Json.array(things.stream().map(row).toList());
    }

    private static JsonArray all(Collection<AccountState> accounts, Function<AccountState, List<JsonObject>> rows) {
        List<JsonObject> all = new ArrayList<>();
        accounts.forEach(account -> all.addAll(rows.apply(account)));
        return Json.array(all);
    }

    private static JsonArray texts(Collection<?> items) {
        JsonArray texts = new JsonArray();
        items.stream().map(String::valueOf).sorted().forEach(texts::add);
        return texts;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static String yuan(BigDecimal amount) {
        return amount.toPlainString();
    }

    static JsonObject account(CloudState cloud, AccountState account) {
        List<String> keys = cloud.keys().stream()
                .filter(key -> key.account == account)
                .map(key -> key.accessKey)
                .toList();
        return new Row()
                .with("account", account.accessKey)
                .with("accessKeys", texts(keys))
                .with("accountId", account.accountId)
                .with("pin", account.pin)
                .with("verified", AdminAccount.VERIFIED.get(Math.min(3, Math.max(0, account.userAuth))))
                .with("cash", yuan(account.cash))
                .with("frozen", yuan(account.frozen))
                .with("coupons", yuan(account.coupons))
                .with("orderAmount", yuan(account.orderAmount))
                .with("orderLifetime", account.orderLifetime)
                .with("autoPaid", account.autoPaid)
                .with("payRule", account.payRule)
                .with("maxInstances", account.maxInstances)
                .with("nextFate", account.nextFate)
                .with("denied", texts(account.denied))
                .with("closed", texts(account.closed))
                .json();
    }

    private static List<JsonObject> vpcs(AccountState account) {
        return account.vpcs.values().stream()
                .map(vpc -> Json.object(
                        "account", account.accessKey, "id", vpc.id(), "name", vpc.name(), "cidr", vpc.cidr()))
                .toList();
    }

    private static List<JsonObject> subnets(AccountState account) {
        return account.subnets.values().stream()
                .map(subnet -> new Row()
                        .with("account", account.accessKey)
                        .with("id", subnet.id())
                        .with("name", subnet.name())
                        .with("vpc", subnet.vpcId())
                        .with("cidr", subnet.cidr())
                        .with("freeAddresses", subnet.freeAddresses())
                        .json())
                .toList();
    }

    private static List<JsonObject> databases(AccountState account) {
        return account.databases.values().stream()
                .map(rds -> {
                    JsonObject row = Json.object("account", account.accessKey);
                    RdsFormat.write(rds).entrySet().forEach(field -> row.add(field.getKey(), field.getValue()));
                    return row;
                })
                .toList();
    }

    private static JsonObject order(HubOrder order, CloudState cloud) {
        Instant now = cloud.now();
        return new Row()
                .with("number", order.number)
                .with("account", order.account.accessKey)
                .with("run", order.origin.clientToken())
                .with("colleague", order.origin.isColleague())
                .with("service", order.origin.service())
                .with("status", order.status(now))
                .with("itemStatus", order.itemStatus(now, cloud.settings))
                .with("amount", yuan(order.amount))
                .with("paidByCoupon", yuan(order.paidByCoupon))
                .with("refunded", yuan(order.refunded))
                .with("instanceId", order.instance.id)
                .with("instanceName", order.instance.name)
                .with("region", order.instance.region)
                .with("createdAt", order.createdAt)
                .with("expiresAt", order.expiresAt)
                .with("paidAt", text(order.paidAt))
                .json();
    }

    private static List<JsonObject> instances(AccountState account, CloudState cloud) {
        return account.instances.values().stream()
                .map(instance -> instance(instance, account, cloud))
                .toList();
    }

    private static JsonObject instance(HubInstance instance, AccountState account, CloudState cloud) {
        Life life = Life.of(instance, cloud.now(), cloud.settings);
        Seen seen = new Seen(instance, life, account);
        HubOrder order = instance.order;
        JsonElement run = Json.element(order == null ? null : order.origin.clientToken());
        return new Row()
                .with("id", instance.id)
                .with("name", instance.name)
                .with("account", account.accessKey)
                .with("region", instance.region)
                .with("order", order == null ? null : order.number)
                .with("run", run)
                .with("status", life.status())
                .with("progress", life.progress())
                .with("exists", life.exists())
                .with("visible", life.visible())
                .with("fate", instance.fate)
                .with("vpc", instance.vpcId)
                .with("subnet", instance.subnetId)
                .with("vpcName", seen.vpcName())
                .with("subnetName", seen.subnetName())
                .with("zone", Region.ZONE_NAMES)
                .with("intranetDomain", seen.privateDomain())
                .with("publicDomain", seen.publicDomain())
                .with("description", instance.description)
                .with("createdAt", instance.createdAt)
                .with("startedAt", text(instance.startedAt))
                .json();
    }
}
