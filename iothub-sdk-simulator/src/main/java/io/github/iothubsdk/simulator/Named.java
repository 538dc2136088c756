package io.github.iothubsdk.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call speaks of.
 *
 * @param run the client token of the order
 * @param order its number
 * @param instance the id of what it brought
 */
record Named(
        @Nullable String run,
        @Nullable String order,
        @Nullable String instance) {
    static final Named NOTHING = new Named(null, null, null);

    private static Named of(@Nullable HubOrder order) {
        return order == null ? NOTHING : new Named(order.origin.clientToken(), order.number, order.instance.id);
    }

    /** Looks after the call, so that what it placed is there. */
    static Named by(AccountState account, Route route, Map<String, String> parameters, Request request) {
        String number = parameters.get("orderNumber");
        if (number != null) {
            return of(account.orders.get(number));
        }
        if (route == Route.CREATE_INSTANCE) {
            return created(account, request);
        }
        HubInstance instance = account.instances.get("" + parameters.get("instanceId"));
        if (instance != null) {
            return instance.order == null ? new Named(null, null, instance.id) : of(instance.order);
        }
        return route == Route.LIST_INSTANCES ? filtered(account, request) : NOTHING;
    }

    /** A create that placed no order, or whose answer is lost, still tells whose it is. */
    private static Named created(AccountState account, Request request) {
        JsonObject body = body(request);
        String token = text(body, "clientToken");
        HubOrder order = token == null ? latest(account, text(body, "name")) : account.orderByClientToken.get(token);
        boolean isUsable = token != null && token.matches("[\\x21-\\x7e]{1,64}");
        return order == null && isUsable ? new Named(token, null, null) : of(order);
    }

    private static Named filtered(AccountState account, Request request) {
        try {
            Query query = request.query();
            for (int i = 1; i <= 9; i++) {
                String field = "" + query.get("filters." + i + ".name");
                String value = query.get("filters." + i + ".values.1");
                if (field.equals("name") || field.equals("instanceId")) {
                    HubInstance byId = account.instances.get("" + value);
                    return byId == null ? of(latest(account, value)) : of(byId.order);
                }
            }
        } catch (ApiError malformed) {
            return NOTHING;
        }
        return NOTHING;
    }

    private static @Nullable HubOrder latest(AccountState account, @Nullable String name) {
        HubOrder latest = null;
        for (HubOrder order : account.orders.values()) {
            if (order.instance.name.equals(name)) {
                latest = order;
            }
        }
        return latest;
    }

    private static JsonObject body(Request request) {
        try {
            return Json.read(request.text());
        } catch (ApiError none) {
            return new JsonObject();
        }
    }

    private static @Nullable String text(JsonObject body, String name) {
        JsonElement value = body.get(name);
        return value instanceof JsonPrimitive text && text.isString() ? text.getAsString() : null;
    }
}
