package io.github.iothubsdk.provisioning.internal.probe;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.Orphan;
import io.github.iothubsdk.provisioning.model.RunSummary;
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
        return orphans;
    }

    private List<Order> ordersOf(String region, Deadline deadline) {
        Map<String, Order> all = new LinkedHashMap<>(
                orders.whole(region, OrderApi.Span.ALL, deadline).byKey());
        // A service that wants a span shows nothing without one, and says nothing of it.
        var span = OrdersBefore.span(before.look(region, deadline).from(), now.get());
        orders.whole(region, span, deadline).byKey().forEach(all::putIfAbsent);
        return all.values().stream()
                .filter(row -> OrdersBefore.mayBeIotHub(row) && !row.status().isDead())
                .map(row -> orders.order(region, row.number(), deadline).orElse(row))
                .filter(order -> !order.status().isDead())
                .toList();
    }

    private boolean isExplained(String number, List<RunSummary> known) {
        return known.stream()
                        .anyMatch(run -> run.order()
                                .filter(order -> order.number().equals(number))
                                .isPresent())
                || isKnownOrder.test(number);
    }
}
