package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out whether a claimed order exists: identity comes from what was there before the claim, never from a name alone.
 *
 * <p>Thread-safe.
 */
final class OrderEvidence {

    /** More are looked at in the next look: what an order is for need not be looked at twice. */
    private static final int MOST_ORDERS = 100;

    private static final int MOST_REMEMBERED = 20_000;
    /** So few orders are all there are, whatever they were asked for by. */
    private static final int FEW = 10;

    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final OrderApi orders;
    private final InstanceApi instances;
    /** Orders that say what they are for, which does not change. */
    private final Map<String, List<Order.Item>> remembered = new ConcurrentHashMap<>();

    OrderEvidence(OrderApi orders, InstanceApi instances) {
        this.orders = orders;
        this.instances = instances;
    }

    /**
     * Looks through the orders and the instances.
     *
     * @throws ApiException when they cannot be looked at, or are not understood; also when there are more orders than one
     *     look can be through, and the next one goes on
     */
    Finding look(StepContext context, Claim claim) {
        Snapshot before = claim.before();
        if (before == null) {
            return new Finding.Unclear(List.of("what was there before the order was not noted"));
        }
        List<Order> listed = listed(context, claim, before);
        List<Instance> present = instances
                .whole(instances.list(context.region(), context.deadline()), context.region(), context.deadline())
                .rows();
        Suspects suspects = new Suspects(context, claim, told(context, before, present));
        List<Order> fresh = listed.stream().filter(suspects::isNew).toList();
        details(context, suspects, fresh, MOST_ORDERS).forEach(suspects::add);
        if (suspects.hasUnexplained()) {
            List<Order> older =
                    listed.stream().filter(order -> !fresh.contains(order)).toList();
            some(context, older).forEach(suspects::explain);
        }
        return suspects.finding(listed.size(), isControlled(before, listed, present));
    }

    /** Where the list does not tell how an instance of the name is described, the service is asked for that one. */
    private List<Instance> told(StepContext context, Snapshot before, List<Instance> present) {
        Words words = new Words(context.request().name(), present);
        return present.stream()
                .map(row -> row.description().isEmpty()
                                && words.isOurs(row.name())
                                && !before.instances().contains(row.id())
                        ? instances
                                .show(context.region(), row.id(), context.deadline())
                                .orElse(row)
                        : row)
                .toList();
    }

    /**
     * By the query that showed what was there before, and by one for the time since: what either shows is there. A
     * service may want a span, or cut a long one short, and say nothing of it.
     */
    private List<Order> listed(StepContext context, Claim claim, Snapshot before) {
        var span = OrdersBefore.span(before.from(), context.now());
        Map<String, Order> all = new LinkedHashMap<>(
                orders.whole(context.region(), span, context.deadline()).byKey());
        boolean surelyAll = before.from() == null && !all.isEmpty() && all.size() < FEW;
        if (!surelyAll) {
            var since = OrdersBefore.span(claim.first().minus(OVERLAP), context.now());
            orders.list(context.region(), since, context.deadline()).byKey().forEach(all::putIfAbsent);
        }
        return List.copyOf(all.values());
    }

    /** An empty list beside instances shows nothing: each of them was ordered once. */
    private static boolean isControlled(Snapshot before, List<Order> listed, List<Instance> present) {
        return before.control() == null
                ? !listed.isEmpty() || present.isEmpty()
                : listed.stream().anyMatch(order -> order.number().equals(before.control()));
    }

    /** The orders with their items; more than so many are looked at in the next look. */
    private List<Order> details(StepContext context, Suspects suspects, List<Order> wanted, int most) {
        List<Order> known = new ArrayList<>();
        int looks = 0;
        for (Order row : wanted) {
            List<Order.Item> items = remembered.get(row.number());
            if (items != null) {
                known.add(row.toBuilder().items(items).build());
            } else if (looks++ < most) {
                look(context, row.number()).ifPresentOrElse(known::add, () -> suspects.cannotBeSeen(row.number()));
            }
        }
        if (looks > most) {
            throw new ApiException.Unreachable(
                    wanted.size() + " orders may be this one; " + (looks - most)
                            + " of them are still to be looked at.",
                    null,
                    null,
                    false);
        }
        return known;
    }

    /** As many as one look may cost: an instance that they do not explain stays unexplained. */
    private List<Order> some(StepContext context, List<Order> older) {
        return older.stream()
                .filter(OrdersBefore::mayBeIotHub)
                .limit(MOST_ORDERS)
                .flatMap(row -> Optional.ofNullable(remembered.get(row.number()))
                        .map(items -> row.toBuilder().items(items).build())
                        .or(() -> look(context, row.number()))
                        .stream())
                .toList();
    }

    /** Empty when it is listed, and the service does not show it to this key, here, or yet. */
    private Optional<Order> look(StepContext context, String number) {
        Optional<Order> shown;
        try {
            shown = orders.order(context.region(), number, context.deadline());
        } catch (ApiException.Rejected e) {
            if (e.reason().worthRepeating()) {
                throw e;
            }
            return Optional.empty();
        }
        shown.filter(OrderEvidence::isSettled)
                .filter(order -> remembered.size() < MOST_REMEMBERED)
                .ifPresent(order -> remembered.put(number, order.items()));
        return shown;
    }

    /** What it is for is told in full, or is of another product and does not matter. */
    private static boolean isSettled(Order order) {
        boolean full = order.items().stream()
                .noneMatch(item -> item.name().isEmpty() || item.resourceId().isEmpty());
        return !order.items().isEmpty() && (full || !OrdersBefore.mayBeIotHub(order));
    }
}
