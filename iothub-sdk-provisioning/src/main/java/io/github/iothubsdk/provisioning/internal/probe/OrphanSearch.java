package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.StepIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Compares what is there with what the journal knows. Each order of IoT Hub is looked at by itself, since only that tells
 * what it is for; a dead one leaves nothing to look after.
 */
public record OrphanSearch(
        OrderApi orders,
        OrdersBefore before,
        InstanceApi instances,
        Supplier<List<RunSummary>> runs,
        Predicate<String> isKnownOrder,
        Supplier<Instant> now) {

    /**
     * All of a region: orders first, then instances that none of them is for.
     *
     * @throws io.github.iothubsdk.core.error.ApiException when they cannot be looked at whole
     */
    public List<Orphan> search(String region, Deadline deadline) {
        List<RunSummary> known = runs.get(); // a journal that is not there is told before anything is sent
        Map<String, Instance> left = new LinkedHashMap<>();
        instances
                .whole(instances.list(region, deadline), region, deadline)
                .rows()
                .forEach(row -> left.put(row.id(), row));
        known.forEach(run -> run.instanceId().ifPresent(left::remove));

        List<Orphan> orphans = new ArrayList<>();
        for (Order order : ordersOf(region, deadline)) {
            Optional<Instance> instance = order.items().stream()
                    .flatMap(item -> item.resourceId().stream())
                    .flatMap(id -> Optional.ofNullable(left.remove(id)).stream())
                    .findFirst();
            if (!isExplained(order.number(), known)) {
                orphans.add(Orphan.of(order, instance));
            }
        }
        left.values().forEach(row -> orphans.add(Orphan.of(row)));
        return orphans.stream()
                .map(orphan ->
                        inDoubt(orphan, known).map(orphan::withRunInDoubt).orElse(orphan))
                .toList();
    }

    /** A run of the name that was ordering when it was last heard of, and does not know its order. */
    private static Optional<RunId> inDoubt(Orphan orphan, List<RunSummary> known) {
        return known.stream()
                .filter(run -> run.order().isEmpty()
                        && run.name().isPresent()
                        && run.name().equals(orphan.name())
                        && run.step().filter(StepIds.PLACE_ORDER::equals).isPresent())
                .map(RunSummary::runId)
                .findFirst();
    }

    private List<Order> ordersOf(String region, Deadline deadline) {
        Map<String, Order> all = new LinkedHashMap<>(
                orders.whole(region, OrderApi.Span.ALL, deadline).byKey());
        // A service that wants a span shows nothing without one, and says nothing of it.
        var span = OrdersBefore.span(before.look(region, deadline).from(), now.get());
        orders.whole(region, span, deadline).byKey().forEach(all::putIfAbsent);
        return all.values().stream()
                .filter(row -> OrdersBefore.mayBeIotHub(row) && !isSettled(row))
                .map(row -> orders.order(region, row.number(), deadline).orElse(row))
                .filter(order -> !isSettled(order) && mayHoldMoney(order))
                .toList();
    }

    private static boolean isSettled(Order order) {
        return order.status() == OrderStatus.CANCELED || order.status() == OrderStatus.REFUND_ALL;
    }

    /** Also one that failed: it may have been paid, and never refunded. */
    private static boolean mayHoldMoney(Order order) {
        return order.status() != OrderStatus.FAILED || order.paid().amount().signum() > 0;
    }

    private boolean isExplained(String number, List<RunSummary> known) {
        return known.stream()
                        .anyMatch(run -> run.order()
                                .filter(order -> order.number().equals(number))
                                .isPresent())
                || isKnownOrder.test(number);
    }
}
