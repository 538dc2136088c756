package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Orders, what they brought, and payments, as they are kept. */
final class OrderFormat {
    private OrderFormat() {}

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static JsonObject write(HubInstance instance, AccountState account) {
        Life fixed = instance.fixed;
        return new Row()
                .with("id", instance.id)
                .with("account", account.accessKey)
                .with("listed", account.instances.containsKey(instance.id))
                .with("name", instance.name)
                .with("region", instance.region)
                .with("description", instance.description)
                .with("vpc", instance.vpcId)
                .with("subnet", instance.subnetId)
                .with("fate", instance.fate)
                .with("createdAt", instance.createdAt)
                .with("startedAt", text(instance.startedAt))
                .with("fixedWord", fixed == null ? null : fixed.status())
                .with("fixedProgress", fixed == null ? 0 : fixed.progress())
                .with("serial", instance.serial)
                .with("deleted", instance.deleted)
                .with("listLooks", instance.listLooks)
                .json();
    }

    static HubInstance instance(KeptJson kept) {
        HubInstance instance = new HubInstance(
                kept.text("id"),
                kept.text("name"),
                kept.text("region"),
                kept.text("description"),
                kept.text("vpc"),
                kept.text("subnet"),
                kept.word("fate", Fate.class),
                kept.instant("createdAt"));
        String word = kept.textOrNull("fixedWord");
        instance.startedAt = kept.instantOrNull("startedAt");
        instance.fixed = word == null ? null : Life.still(word, kept.whole("fixedProgress"));
        instance.serial = kept.whole("serial");
        instance.deleted = kept.flag("deleted");
        instance.listLooks = kept.whole("listLooks");
        return instance;
    }

    static JsonObject write(HubOrder order) {
        return new Row()
                .with("number", order.number)
                .with("account", order.account.accessKey)
                .with("instance", order.instance.id)
                .with("accessKey", order.origin.accessKey())
                .with("clientToken", order.origin.clientToken())
                .with("colleague", order.origin.isColleague())
                .with("service", order.origin.service())
                .with("namedItem", order.origin.hasNamedItem())
                .with("amount", AdminState.yuan(order.amount))
                .with("createdAt", order.createdAt)
                .with("expiresAt", order.expiresAt)
                .with("paidAt", text(order.paidAt))
                .with("paidByCoupon", AdminState.yuan(order.paidByCoupon))
                .with("refunded", AdminState.yuan(order.refunded))
                .with("status", order.setStatus())
                .json();
    }

    static HubOrder order(KeptJson kept, AccountState account, HubInstance instance) {
        Origin origin = new Origin(
                kept.text("accessKey"),
                kept.textOrNull("clientToken"),
                kept.flag("colleague"),
                kept.text("service"),
                kept.flag("namedItem"));
        HubOrder order = new HubOrder(
                kept.text("number"),
                account,
                instance,
                origin,
                kept.yuan("amount"),
                kept.instant("createdAt"),
                kept.instant("expiresAt"));
        order.paidAt = kept.instantOrNull("paidAt");
        order.paidByCoupon = kept.yuan("paidByCoupon");
        order.refunded = kept.yuan("refunded");
        order.become(kept.word("status", OrderStatus.class));
        return order;
    }

    static JsonObject write(Ledger.Payment payment) {
        return Json.object(
                "order",
                payment.orderNumber(),
                "amount",
                AdminState.yuan(payment.amount()),
                "at",
                payment.at(),
                "byCaller",
                payment.byCaller());
    }

    static Ledger.Payment payment(KeptJson kept) {
        return new Ledger.Payment(kept.text("order"), kept.yuan("amount"), kept.instant("at"), kept.flag("byCaller"));
    }
}
