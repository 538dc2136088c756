package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a cut-off order left behind: orders by time, whose items carry the name, and instances by name. */
final class OrderEvidence {

    /** Between this machine's clock and the service's; preflight warns beyond it. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** More are looked at in the next look: an order that is for another name need not be looked at twice. */
    private static final int MOST_ORDERS = 100;

    private static final int MOST_REMEMBERED = 20_000;

    /** An order for this name. */
    record Candidate(String number, String instanceId) {}

    /**
     * What was found.
     *
     * @param orders for this name, not cancelled
     * @param strangers instances of this name that no order found explains, and orders that do not say what they are for
     * @param told every look and what it found, for a person
     */
    record Found(List<Candidate> orders, List<String> strangers, List<String> told) {
        boolean isEmpty() {
            return orders.isEmpty() && strangers.isEmpty();
        }

        /** The one order that explains everything; empty when there is none, or more. */
        Optional<Candidate> theOne() {
            return orders.size() == 1 && strangers.isEmpty() ? Optional.of(orders.get(0)) : Optional.empty();
        }
    }

    private final OrderApi orders;
    private final OrderDesk desk;
    private final InstanceApi instances;
    /** What each order is for, which does not change. */
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    OrderEvidence(OrderApi orders, OrderDesk desk, InstanceApi instances) {
        this.orders = orders;
        this.desk = desk;
        this.instances = instances;
    }

    /**
     * Looks through the orders since the claim, and the instances.
     *
     * @throws ApiException.Unreachable when there are more orders than one look can be through; the next one goes on
     */
    Found gather(Turn turn, Claim claim) {
        String name = turn.request().name();
        Instant from = claim.first().minus(CLOCKS);
        Instant to = turn.now().plus(CLOCKS);
        List<String> former = turn.progress().former();
        Set<String> numbers = new LinkedHashSet<>(orders.numbersBetween(turn.region(), from, to, turn.deadline()));
        former.forEach(numbers::remove);
        List<Candidate> candidates = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        unexplained(turn, numbers).forEach(order -> sort(order, name, candidates, strangers));
        List<Instance> named = instances.list(turn.region(), turn.deadline()).whole().stream()
                .filter(instance -> instance.name().equals(name) && !former.contains(instance.id()))
                .toList();
        named.stream()
                .filter(instance -> candidates.stream()
                        .noneMatch(order -> order.instanceId().equals(instance.id())))
                .filter(instance -> candidates.size() != 1
                        || !candidates.get(0).instanceId().isEmpty())
                .forEach(instance -> strangers.add("instance " + instance.id() + " of this name, without an order"));
        return new Found(candidates, strangers, told(turn, from, to, numbers.size(), candidates, strangers));
    }

    /** The orders among these that are alive, and not known to be for another name. */
    private List<Order> unexplained(Turn turn, Set<String> numbers) {
        List<String> mine = numbers.stream()
                .filter(number -> mayBeFor(number, turn.request().name()))
                .toList();
        List<Order> looked = mine.stream()
                .limit(MOST_ORDERS)
                .map(number -> look(turn, number))
                .map(this::remembered)
                .filter(order -> !order.status().isDead())
                .toList();
        if (mine.size() > MOST_ORDERS) {
            throw new ApiException.Unreachable(
                    numbers.size() + " orders were made meanwhile; " + (mine.size() - MOST_ORDERS)
                            + " of them are still to be looked at.",
                    null,
                    null,
                    false);
        }
        return looked;
    }

    /** An order that is listed and cannot be looked at may be this run's: the next look goes on. */
    private Order look(Turn turn, String number) {
        return desk.find(turn, number)
                .orElseThrow(() -> new ApiException.Unreachable(
                        "Order " + number + " is listed, and the order service does not show it yet.",
                        null,
                        null,
                        false));
    }

    private boolean mayBeFor(String number, String name) {
        List<String> known = names.get(number);
        return known == null || known.contains(name);
    }

    private Order remembered(Order order) {
        List<String> named = order.items().stream().map(Order.Item::name).toList();
        if (!named.isEmpty() && named.stream().noneMatch(String::isEmpty) && names.size() < MOST_REMEMBERED) {
            names.put(order.number(), named);
        }
        return order;
    }

    private static void sort(Order order, String name, List<Candidate> candidates, List<String> strangers) {
        order.items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .ifPresent(item -> candidates.add(new Candidate(order.number(), item.resourceId())));
        boolean silent = order.items().stream().allMatch(item -> item.name().isEmpty());
        if (silent && mayBeIotHub(order.service())) {
            strangers.add("order " + order.number() + ", which does not say what it is for");
        }
    }

    private static boolean mayBeIotHub(String service) {
        return service.isEmpty() || service.toLowerCase(Locale.ROOT).contains("iot") || service.contains("物联");
    }

    private static List<String> told(
            Turn turn, Instant from, Instant to, int looked, List<Candidate> candidates, List<String> strangers) {
        List<String> told = new ArrayList<>();
        told.add("at " + turn.now() + " " + looked + " orders made between " + from + " and " + to
                + " and the instance list were looked through for the name "
                + turn.request().name());
        candidates.forEach(
                order -> told.add("order " + order.number() + " is for this name, instance " + order.instanceId()));
        told.addAll(strangers);
        if (candidates.isEmpty() && strangers.isEmpty()) {
            told.add("nothing of this name was found");
        }
        return told;
    }
}
