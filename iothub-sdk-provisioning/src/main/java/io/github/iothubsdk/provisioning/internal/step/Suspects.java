package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Network;
import io.github.iothubsdk.provisioning.model.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What may have come of one claim, weighed piece by piece. For one look.
 *
 * <p>To be adopted an order must agree in everything that is told; to be set aside it must be explained as somebody else's.
 * What is neither keeps the order from being sent again, and is for a person.
 */
final class Suspects {

    private final StepContext context;
    private final Claim claim;
    private final Snapshot before;
    private final Words words;
    private final OrderAge age;
    private final Map<String, Instance> byId = new HashMap<>();
    /** Instances of the name that no order looked at explains yet. */
    private final Map<String, Instance> unexplained = new HashMap<>();

    private final Set<String> knownBefore;
    private final List<Order> sure = new ArrayList<>();
    private final List<Order> likely = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    Suspects(StepContext context, Claim claim, List<Instance> present) {
        this.context = context;
        this.claim = claim;
        this.before = Objects.requireNonNull(claim.before());
        this.words = new Words(context.request().name(), present);
        this.age = new OrderAge(claim, before, context.now());
        this.knownBefore = new HashSet<>(before.orders());
        present.forEach(instance -> byId.put(instance.id(), instance));
        present.stream()
                .filter(instance -> words.isOurs(instance.name()))
                .filter(instance -> !before.instances().contains(instance.id()))
                .forEach(instance -> unexplained.put(instance.id(), instance));
    }

    /** Whether an order of the list needs a closer look. */
    boolean isNew(Order row) {
        return !knownBefore.contains(row.number()) && !age.isOlder(row);
    }

    boolean hasUnexplained() {
        return !unexplained.isEmpty();
    }

    /** An older order, or another run's, of which an instance has come. */
    void explain(Order order) {
        order.items().forEach(item -> item.resourceId().ifPresent(unexplained::remove));
    }

    /** An order that is listed, and that the service does not show by itself. */
    void cannotBeSeen(String number) {
        unclear.add("order " + number + ", which is listed and cannot be looked at");
    }

    /** Weighs one order that was not there before. */
    void add(Order order) {
        String number = "order " + order.number();
        if (context.isOthersOrder(order.number())) {
            setAside(order, number);
        } else if (claim.namedInstance().isPresent() && isForAnotherThanNamed(order)) {
            explain(order);
            told.add(number + " is not for the instance that the answer named");
        } else {
            switch (words.of(order)) {
                case OURS -> {
                    explain(order);
                    if (OrdersBefore.mayBeIotHub(order)) {
                        weigh(order);
                    } else { // how IoT Hub is called there is inferred, so that it is not another's for sure either
                        unclear.add(number + ", is for this name and of the product "
                                + order.service().orElse(""));
                    }
                }
                case SILENT -> {
                    if (OrdersBefore.mayBeIotHub(order)) {
                        unclear.add(number + ", which does not say what it is for");
                    }
                }
                case UNCLEAR -> unclear.add(number + ", which may be for this name in other words");
                case ANOTHERS -> {} // nor is it of an instance of this name
            }
        }
    }

    /** What may be for this name, another run may have adopted, and this one have placed. */
    private void setAside(Order order, String number) {
        explain(order);
        if (words.of(order) != Words.Meaning.ANOTHERS) {
            unclear.add(number + ", which may be for this name, and which another run has taken");
        } else {
            told.add(number + " is another run's");
        }
    }

    private boolean isForAnotherThanNamed(Order order) {
        String named = claim.namedInstance().orElseThrow();
        return order.items().stream()
                .map(Order.Item::resourceId)
                .noneMatch(id -> id.isEmpty() || id.get().equals(named));
    }

    private void weigh(Order order) {
        Optional<Instance> row = instance(order);
        String number = "order " + order.number() + " (" + Words.state(order) + "), instance " + words.idIn(order);
        if (row.filter(this::isElsewhere).isPresent()) {
            unclear.add(number + ", is for this name in another network");
        } else if (context.request().marksDescription()) {
            weighByMark(order, row, number);
        } else if (row.filter(this::isDescribedSo).isPresent() || isNamedByTheAnswer(order)) {
            sure.add(order);
        } else if (row.filter(this::isDescribedOtherwise).isPresent()) {
            unclear.add(number + ", is for this name and described otherwise");
        } else if (age.isOfTheClaim(order)) {
            likely.add(order);
        } else {
            unclear.add(number + ", is for this name and was made at "
                    + order.createdAt().map(Object::toString).orElse("an unknown time")
                    + ", which is not when the order was sent");
        }
    }

    private boolean isNamedByTheAnswer(Order order) {
        return claim.namedInstance().filter(words.idIn(order)::equals).isPresent();
    }

    /** Only the mark counts; what does not show it keeps the order from being sent again. */
    private void weighByMark(Order order, Optional<Instance> row, String number) {
        String mark = Mark.token(context.progress());
        boolean inOrder =
                order.items().stream().flatMap(item -> item.extra().stream()).anyMatch(extra -> extra.contains(mark));
        String described = row.flatMap(Instance::description).orElse("");
        if (inOrder || described.contains(mark)) {
            sure.add(order);
        } else {
            unclear.add(number + ", is for this name and does not show "
                    + (described.isEmpty() ? "its description" : "the run's mark"));
        }
    }

    Finding finding(int looked, boolean control) {
        pairTheOneOrderWithTheOneInstance();
        unexplained
                .values()
                .forEach(instance -> unclear.add("instance " + instance.id() + " of this name, without an order"));
        told.add(
                0,
                "at " + context.now() + " " + looked + " orders and the instance list were looked through for the name "
                        + context.request().name() + ", with what was there before the order set aside");
        Stream.concat(sure.stream(), likely.stream())
                .forEach(order -> told.add("order " + order.number() + " (" + Words.state(order)
                        + ") is for this name, instance " + words.idIn(order)));
        told.addAll(unclear);
        boolean marked = context.request().marksDescription();
        if (sure.size() == 1 && likely.isEmpty() && (unclear.isEmpty() || marked)) {
            return ours(sure.get(0), true);
        }
        if (sure.isEmpty() && likely.size() == 1 && unclear.isEmpty()) {
            return ours(likely.get(0), false);
        }
        if (!sure.isEmpty() || !likely.isEmpty() || !unclear.isEmpty()) {
            return new Finding.Unclear(List.copyOf(told));
        }
        told.add(
                control
                        ? "nothing of it was found"
                        : "nothing of it was found, by a query that does not show order " + before.control()
                                + " either");
        return new Finding.Nothing(control, List.copyOf(told));
    }

    private Finding ours(Order order, boolean certain) {
        return new Finding.Ours(order.number(), words.idIn(order), certain, List.copyOf(told));
    }

    /** An order that does not tell its instance yet, and an instance of the name that no order explains. */
    private void pairTheOneOrderWithTheOneInstance() {
        List<Order> all = Stream.concat(sure.stream(), likely.stream()).toList();
        if (all.size() == 1 && unexplained.size() == 1 && words.idIn(all.get(0)).isEmpty()) {
            unexplained.clear();
        }
    }

    private Optional<Instance> instance(Order order) {
        return Optional.ofNullable(byId.get(words.idIn(order)));
    }

    private boolean isElsewhere(Instance instance) {
        return isElsewhere(instance, context.request().network());
    }

    /** Whether the service shows it in another network; what it does not show differs from nothing. */
    static boolean isElsewhere(Instance instance, Network network) {
        return differs(instance.vpcId(), network.vpcId()) || differs(instance.subnetId(), network.subnetId());
    }

    private boolean isDescribedOtherwise(Instance instance) {
        return differs(
                instance.description().map(String::strip),
                Mark.description(context.progress()).strip());
    }

    private boolean isDescribedSo(Instance instance) {
        return instance.description().filter(text -> !text.isBlank()).isPresent() && !isDescribedOtherwise(instance);
    }

    private static boolean differs(Optional<String> told, String expected) {
        return told.filter(text -> !text.isEmpty() && !text.equals(expected)).isPresent();
    }
}
