package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import java.util.function.Supplier;

/**
 * Something that changed, for who follows {@code GET /_sim/events}.
 *
 * @param json made when somebody reads it, of what does not change any more
 */
record Happening(String kind, Supplier<JsonObject> json) {
    static Happening of(String kind, Object... namesAndValues) {
        return new Happening(kind, () -> Json.object(namesAndValues));
    }

    /** An order as it is now. */
    static Happening order(HubOrder order, OrderStatus status) {
        return new Happening(
                "order",
                () -> new Row()
                        .with("number", order.number)
                        .with("status", status)
                        .with("instanceId", order.instance.id)
                        .with("instanceName", order.instance.name)
                        .with("amount", order.amount.toPlainString())
                        .with("run", order.origin.clientToken())
                        .with("colleague", order.origin.isColleague())
                        .json());
    }
}
