package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.spi.PaymentPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the steps ask about an order, and the rules that stop it from being paid. */
final class OrderDesk {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    /** An order that expires within this is not paid: the money would be on its way when it is cancelled. */
    private static final Duration TOO_LATE = Duration.ofMinutes(2);

    private final OrderApi orders;
    private final PaymentPolicy policy;
    private final Duration listLag;

    OrderDesk(OrderApi orders, PaymentPolicy policy, Duration listLag) {
        this.orders = orders;
        this.policy = policy;
        this.listLag = listLag;
    }

    /** The order, or empty when the service does not know it yet. */
    Optional<Order> find(Turn turn, String number) {
        try {
            return orders.order(turn.region(), number, turn.deadline());
        } catch (ApiException.Rejected e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The order service may lag behind the one that placed the order. */
    Outcome notThereYet(Turn turn, String number) {
        var waiting = turn.pending(
                "order missing", "order " + number + " is not in the order service yet", false, LOOK_EVERY);
        if (waiting.seen().lasted().compareTo(listLag) > 0) {
            throw new ProvisioningException.Unfinished(
                    turn.where(null, null),
                    "order " + number + " has not shown up in the order service for " + listLag.toSeconds() + " s.");
        }
        return waiting;
    }

    /** A cancelled, failed or refunded order never becomes an instance. */
    void requireAlive(Turn turn, Order order) {
        if (order.status().isDead()) {
            throw new ProvisioningException.Broken(
                    turn.where(null, null),
                    "Order " + order.number() + " is " + order.statusWord() + ": no instance will come of it.",
                    "Look in the console whether anything was paid (" + order.paid()
                            + " by its record) and refunded, then create again.");
        }
    }

    /** Neither above what the caller allows, nor about to expire. */
    void requirePayable(Turn turn, Order order) {
        if (order.payable().isEmpty()) {
            throw new ProvisioningException.Unfinished(
                    turn.where(null, null),
                    "order " + order.number()
                            + " does not say what it costs, so it is not paid. Resume to look again.");
        }
        String expiry = order.expiresAt().map(at -> "; it expires at " + at).orElse("");
        policy.objection(order, turn.request()).ifPresent(objection -> {
            throw new ProvisioningException.Unfinished(
                    turn.where(null, null),
                    objection + expiry + ". Resume with a higher ceiling to pay it, or let it expire.");
        });
        Instant tooLate = turn.now().plus(TOO_LATE);
        if (order.expiresAt().filter(tooLate::isAfter).isPresent()) {
            throw new ProvisioningException.Broken(
                    turn.where(null, null),
                    "Order " + order.number() + " is not paid" + expiry + ", too soon to pay it now.",
                    "By its record " + order.paid() + " was paid. Create again when it has cancelled itself.");
        }
    }
}
