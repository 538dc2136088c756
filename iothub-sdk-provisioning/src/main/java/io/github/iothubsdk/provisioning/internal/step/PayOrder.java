package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
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

    private final OrderApi orders;
    private final OrderDesk desk;
    private final Duration quietPeriod;

    PayOrder(OrderApi orders, OrderDesk desk, Duration quietPeriod) {
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
    public Optional<Outcome> prepare(Turn turn) {
        String number = turn.get(Ordered.class).orderNumber();
        Order before = desk.find(turn, number).orElse(null);
        if (before == null) {
            return Optional.of(new Outcome.NotDone("order " + number + " cannot be found at the moment", LOOK_EVERY));
        }
        Optional<Outcome> settled = settled(turn, before);
        if (settled.isEmpty()) {
            desk.requirePayable(turn, before);
        }
        return settled;
    }

    /** Pays, and looks again. */
    @Override
    public Outcome attempt(Turn turn) {
        String number = turn.get(Ordered.class).orderNumber();
        pay(turn, number);
        return lookAfter(turn, number).flatMap(after -> settled(turn, after)).orElseGet(() -> unpaid(turn, number));
    }

    @Override
    public Outcome recover(Turn turn, Claim claim) {
        String number = turn.get(Ordered.class).orderNumber();
        Optional<Outcome> settled = desk.find(turn, number).flatMap(order -> settled(turn, order));
        if (settled.isPresent()) {
            return settled.get();
        }
        boolean quiet = !turn.now().isBefore(claim.last().plus(quietPeriod));
        return quiet
                ? new Outcome.NotDone("order " + number + " is still not paid after the quiet period", Duration.ZERO)
                : unpaid(turn, number);
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

    private void pay(Turn turn, String number) {
        try {
            orders.pay(turn.region(), number, turn.commitDeadline());
        } catch (ApiException.Rejected no) {
            if (no.mayHaveHappened() || no.reason().worthRepeating()) {
                throw no;
            }
            boolean paid = desk.find(turn, number)
                    .filter(order -> order.status() != OrderStatus.NO_PAY)
                    .isPresent();
            if (!paid) {
                throw new ProvisioningException.Unfinished(
                        turn.where(no.requestId().orElse(null), no),
                        "the payment of order " + number + " was refused: \""
                                + no.rejection().message() + "\". If the balance is short, top it up first.");
            }
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

    private static Outcome unpaid(Turn turn, String number) {
        return turn.pending(
                "order NO_PAY",
                "order " + number + " is not paid yet; if that stays, the balance may be short",
                true,
                LOOK_EVERY);
    }
}
