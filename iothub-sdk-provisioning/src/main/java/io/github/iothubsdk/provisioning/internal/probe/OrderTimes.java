package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi.Span;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi.Unit;
import io.github.iothubsdk.provisioning.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out unit and zone of the order list's times by a known order: which window around its time shows it. Both are
 * published nowhere; this client takes milliseconds and UTC+8.
 */
final class OrderTimes {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LONG_BEFORE = Duration.ofDays(400);
    /** What a time without a zone was taken for, and what it would be if it were UTC. */
    private static final Duration SHIFT = Duration.ofHours(8);

    private final OrderApi orders;
    private final String region;
    private final Deadline deadline;

    OrderTimes(OrderApi orders, String region, Deadline deadline) {
        this.orders = orders;
        this.region = region;
        this.deadline = deadline;
    }

    /** In words, by one order of the list. */
    String by(Order order) {
        if (order.createdAt().isEmpty()) {
            return "the order list does not tell when an order was made, or in no form that is known";
        }
        Instant made = order.createdAt().get();
        try {
            List<String> fit = new ArrayList<>();
            for (Unit unit : Unit.values()) {
                if (shows(order, made.minus(LONG_BEFORE), unit)) {
                    return "the order list shows order times outside of the window asked for, so that they cannot be told";
                }
                addIf(shows(order, made, unit), unit, "UTC+8", fit);
                addIf(shows(order, made.plus(SHIFT), unit), unit, "UTC", fit);
            }
            return fit.size() == 1
                    ? "a known order settles it: " + fit.get(0)
                            + (fit.get(0).equals("milliseconds, UTC+8") ? ", as inferred" : ", OTHER than inferred")
                    : fit.isEmpty()
                            ? "no window shows the known order"
                            : "several windows show the known order: " + fit;
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            return "the order list does not answer to a window of time";
        }
    }

    private static void addIf(boolean shown, Unit unit, String zone, List<String> fit) {
        if (shown) {
            fit.add((unit == Unit.MILLIS ? "milliseconds, " : "seconds, ") + zone);
        }
    }

    private boolean shows(Order order, Instant around, Unit unit) {
        Span span = new Span(around.minus(WINDOW), around.plus(WINDOW));
        return orders.firstOf(region, span, unit, deadline).stream()
                .anyMatch(shown -> shown.number().equals(order.number()));
    }
}
