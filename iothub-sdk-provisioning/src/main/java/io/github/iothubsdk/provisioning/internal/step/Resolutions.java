package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Flow;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a person's word makes of a run in doubt; everything is checked before anything is written. Thread-safe. */
public final class Resolutions {

    private static final Set<Ending> OVER = Set.of(Ending.DONE, Ending.INVALID, Ending.ABANDONED);

    private final Flow flow;
    private final OrderApi orders;
    private final InstanceApi instances;

    /** Looks through these. */
    public Resolutions(Flow flow, OrderApi orders, InstanceApi instances) {
        this.flow = flow;
        this.orders = orders;
        this.instances = instances;
    }

    /**
     * Applies it.
     *
     * @throws ProvisioningException.Unfinished when it does not fit; nothing was written
     */
    public void apply(Run run, Resolution resolution, Deadline deadline) {
        Turn turn = flow.lookOnly(run, PlaceOrder.NAME, deadline);
        switch (resolution.what()) {
            case GIVE_UP -> {
                if (run.progress().ended().filter(OVER::contains).isEmpty()) {
                    run.decided(resolution);
                    run.end(Ending.ABANDONED);
                }
            }
            case ORDER_AGAIN -> {
                requireDoubt(turn);
                flow.requireOwner(run, turn);
                run.decided(resolution);
                run.settle();
            }
            case ADOPT -> adopt(run, turn, resolution);
        }
    }

    private void adopt(Run run, Turn turn, Resolution resolution) {
        requireDoubt(turn);
        flow.requireOwner(run, turn);
        Order order = order(turn, resolution.subject().orElseThrow());
        requireFitting(turn, order);
        requireNew(turn, order);
        requireHere(turn, order);
        if (!turn.reserveOrder(order.number())) {
            throw refused(turn, "order " + order.number() + " is another run's.");
        }
        String instanceId = order.items().stream()
                .map(Order.Item::resourceId)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
        run.decided(resolution);
        run.reach(PlaceOrder.NAME, new PlaceOrder.Ordered(instanceId, order.number()));
    }

    private static void requireDoubt(Turn turn) {
        Optional<Claim> doubt = turn.progress().doubt(PlaceOrder.NAME);
        if (doubt.isEmpty()) {
            throw refused(turn, "it is not in doubt whether the run has ordered: there is nothing to resolve.");
        }
    }

    /** By its number, or by the instance that came of it. */
    private Order order(Turn turn, String subject) {
        return asked(turn, () -> orderByNumber(turn, subject).or(() -> orderOf(turn, subject)))
                .orElseThrow(() -> refused(
                        turn,
                        "the service shows no order " + subject + ", and no order of an instance " + subject
                                + ". Name the order's number."));
    }

    private static <T> T asked(Turn turn, Supplier<T> question) {
        try {
            return question.get();
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            throw new ProvisioningException.Unfinished(
                    turn.where(e.requestId().orElse(null), e), "nothing was written: " + e.getMessage());
        }
    }

    /** Some services answer 400 to what is no number of theirs. */
    private Optional<Order> orderByNumber(Turn turn, String subject) {
        try {
            return orders.order(turn.region(), subject, turn.deadline());
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.INVALID_ARGUMENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Order> orderOf(Turn turn, String instanceId) {
        Optional<Instance> instance = instances.show(turn.region(), instanceId, turn.deadline());
        if (instance.isEmpty()) {
            return Optional.empty();
        }
        var before = turn.progress().doubt(PlaceOrder.NAME).map(Claim::before).orElse(null);
        var span = OrdersBefore.span(before == null ? null : before.from(), turn.now());
        List<Order> listed = orders.whole(turn.region(), span, turn.deadline()).rows();
        return listed.stream()
                .filter(OrdersBefore::mayBeIotHub)
                .flatMap(row -> orders.order(turn.region(), row.number(), turn.deadline()).stream())
                .filter(order -> order.items().stream()
                        .anyMatch(item -> item.resourceId().equals(instanceId)))
                .findFirst();
    }

    private void requireNew(Turn turn, Order order) {
        boolean there = turn.progress()
                .doubt(PlaceOrder.NAME)
                .map(Claim::before)
                .filter(before -> before.orders().contains(order.number()))
                .isPresent();
        if (there) {
            throw refused(turn, "order " + order.number() + " was there before the run ordered.");
        }
    }

    /** An instance that is not shown yet says nothing of its network. */
    private void requireHere(Turn turn, Order order) {
        for (Order.Item item : order.items()) {
            Optional<Instance> elsewhere = Optional.of(item.resourceId())
                    .filter(id -> !id.isEmpty())
                    .flatMap(id -> asked(turn, () -> instances.show(turn.region(), id, turn.deadline())))
                    .filter(instance ->
                            Suspects.isElsewhere(instance, turn.request().network()));
            if (elsewhere.isPresent()) {
                throw refused(
                        turn,
                        "order " + order.number() + " is for " + item.resourceId() + " in "
                                + elsewhere.get().vpcId() + ", "
                                + elsewhere.get().subnetId() + ", which is not the network of this run.");
            }
        }
    }

    private static void requireFitting(Turn turn, Order order) {
        String name = turn.request().name();
        boolean other = !order.items().isEmpty()
                && order.items().stream()
                        .noneMatch(item -> item.name().isEmpty() || item.name().equals(name));
        if (other) {
            throw refused(turn, "order " + order.number() + " is not for " + name + ".");
        }
        if (order.status().isDead()) {
            throw refused(
                    turn, "order " + order.number() + " is " + order.statusWord() + ": no instance will come of it.");
        }
        Money ceiling = turn.request().spendAtMost();
        boolean tooMuch =
                order.payable().filter(amount -> amount.isMoreThan(ceiling)).isPresent();
        if (order.status() == OrderStatus.NO_PAY && (tooMuch || order.payable().isEmpty())) {
            throw refused(
                    turn,
                    "order " + order.number() + " costs "
                            + order.payable().map(Money::toString).orElse("what it does not say")
                            + ", and the ceiling is "
                            + ceiling + ". Resume with a higher ceiling first, or pay it in the console.");
        }
    }

    private static ProvisioningException refused(Turn turn, String why) {
        return new ProvisioningException.Unfinished(turn.where(null, null), why + " Nothing was written.");
    }
}
