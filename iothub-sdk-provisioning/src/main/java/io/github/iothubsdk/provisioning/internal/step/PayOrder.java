package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.gateway.SharedInstances;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import java.time.Duration;
import java.util.Optional;

/** Pays the order, once: the order's own status says whether a cut-off payment went through. */
final class PayOrder implements Step {

    /** The order is paid. */
    record Paid(Money amount) implements Milestone {}

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration OVERLAP = Duration.ofDays(1);
    /** A payment that has been sent this often is not sent again by itself. */
    private static final int MOST_COPIES = 5;

    private final OrderApi orders;
    private final OrderDesk desk;
    private final SharedInstances instances;
    private final Duration quietPeriod;

    PayOrder(OrderApi orders, OrderDesk desk, SharedInstances instances, Duration quietPeriod) {
        this.instances = instances;
        this.orders = orders;
        this.desk = desk;
        this.quietPeriod = quietPeriod;
    }

    @Override
    public String name() {
        return "PayOrder";
    }

    @Override
    public Class<Paid> leaves() {
        return Paid.class;
    }

    @Override
    public boolean commits() {
        return true;
    }

    /** Looks first, since somebody may have paid or cancelled it in the console. */
    @Override
    public Prepared prepare(Turn turn) {
        String number = turn.get(Ordered.class).orderNumber();
        Order before = desk.justSeen(turn, number).orElse(null);
        if (before == null) {
            return Prepared.settled(
                    new Outcome.Blind("order " + number + " cannot be found at the moment", LOOK_EVERY));
        }
        Optional<Outcome> settled = settled(turn, before);
        if (settled.isEmpty()) {
            desk.requirePayable(turn, before);
        }
        return new Prepared(settled, null);
    }

    /** Pays, and looks again: the answer does not say whether it is paid. */
    @Override
    public Outcome attempt(Turn turn) {
        String number = turn.get(Ordered.class).orderNumber();
        orders.pay(turn.region(), number, turn.commitDeadline());
        return lookAfter(turn, number)
                .flatMap(after -> settled(turn, after))
                .orElseGet(() ->
                        new Outcome.Answered(Ended.ACCEPTED, "the payment of order " + number + " was accepted", ""));
    }

    /** The order's own status decides; a payment is not sent again by itself once it was accepted or refused. */
    @Override
    public Outcome recover(Turn turn, Claim claim) {
        String number = turn.get(Ordered.class).orderNumber();
        Order order = desk.find(turn, number).orElse(null);
        if (order == null) {
            return turn.pending("order missing", "order " + number + " is not shown at the moment", true, LOOK_EVERY);
        }
        Optional<Outcome> settled = settled(turn, order);
        if (settled.isPresent()) {
            return settled.get();
        }
        if (claim.endedWith(Ended.NO) && claim.open()) {
            return new Outcome.Refused(refused(turn, claim, number), true);
        }
        if (!turn.isQuiet(claim, quietPeriod)) {
            return turn.pending("order NO_PAY", "order " + number + " is not paid yet", true, LOOK_EVERY);
        }
        if (isPaidByOtherEyes(turn, order)) {
            return turn.pending(
                    "order contradicted",
                    "order " + number + " says that it is not paid, and its instance or the order list say otherwise",
                    true,
                    LOOK_EVERY);
        }
        if (claim.endedWith(Ended.ACCEPTED) || (claim.open() && claim.attempt() % MOST_COPIES == 0)) {
            return new Outcome.Refused(stillUnpaid(turn, claim, number), false);
        }
        return new Outcome.NotDone(
                "order " + number + " is still not paid after the quiet period", Duration.ZERO, false);
    }

    /** One view of the order may be stale: the list is another, and an instance is there only when it is paid. */
    private boolean isPaidByOtherEyes(Turn turn, Order order) {
        boolean listedPaid = order.createdAt()
                .map(made -> orders.list(
                                turn.region(), OrdersBefore.span(made.minus(OVERLAP), turn.now()), turn.deadline())
                        .byKey()
                        .get(order.number()))
                .filter(row -> row.status() != OrderStatus.NO_PAY)
                .isPresent();
        return listedPaid
                || instances.list(turn.region(), turn.deadline()).rows().stream()
                        .filter(instance -> instance.status() == InstanceStatus.RUNNING
                                || instance.status() == InstanceStatus.BUILDING)
                        .anyMatch(instance -> order.items().stream()
                                .anyMatch(item -> item.resourceId().equals(instance.id())));
    }

    private static ProvisioningException refused(Turn turn, Claim claim, String number) {
        return new ProvisioningException.Unfinished(
                turn.where(claim.requestId(), null),
                "the payment of order " + number + " was refused: "
                        + claim.told().orElse("") + " If the balance is short, top it up first.");
    }

    private static ProvisioningException stillUnpaid(Turn turn, Claim claim, String number) {
        return new ProvisioningException.Unfinished(
                turn.where(claim.requestId(), null),
                "order " + number + " is still not paid after the quiet period; the last answer to the payment was: "
                        + claim.told().orElse("none")
                        + ". If the balance is short, top it up. To resume with a ceiling pays it again; without, only looks.");
    }

    /** The payment was accepted: a look that fails, even one that was never sent, does not undo it. */
    private Optional<Order> lookAfter(Turn turn, String number) {
        try {
            return desk.find(turn, number);
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    /** Empty while the order is not paid. */
    private Optional<Outcome> settled(Turn turn, Order order) {
        desk.requireAlive(turn, order);
        return switch (order.status()) {
            case PAID -> {
                turn.tell(new ProvisioningEvent.Paid(turn.runId(), order.number(), order.paid()));
                yield Optional.of(new Outcome.Reached(new Paid(order.paid())));
            }
            case NO_PAY -> Optional.empty();
            default ->
                Optional.of(turn.pending(
                        "order " + order.statusWord(),
                        "order " + order.number() + " is " + order.statusWord(),
                        true,
                        LOOK_EVERY));
        };
    }
}
