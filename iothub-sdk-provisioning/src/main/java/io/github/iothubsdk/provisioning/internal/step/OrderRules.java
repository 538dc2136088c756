package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.flow.UnexpectedFailures;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.PaymentPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the steps ask about an order, and the rules that stop it from being paid. */
final class OrderRules {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    /** An order that expires within this is not paid: the money would be on its way when it is cancelled. */
    private static final Duration TOO_LATE = Duration.ofMinutes(2);
    /** A look that is no older serves two steps that follow each other. */
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    /** Allowed to go unchecked where a service's orders name something else than the instance. */
    private record Look(Order order, long at) {}

    private final OrderApi orders;
    private final PaymentPolicy policy;
    private final Duration listLag;
    private final TimeSource timeSource;
    private final Map<RunId, Look> justSeen = new ConcurrentHashMap<>();

    OrderRules(OrderApi orders, PaymentPolicy policy, Duration listLag, TimeSource timeSource) {
        this.orders = orders;
        this.policy = policy;
        this.listLag = listLag;
        this.timeSource = timeSource;
    }

    /** The order, or empty when the service's own answer is that it does not know it. */
    Optional<Order> find(StepContext context, String number) {
        return orders.order(context.region(), number, context.deadline());
    }

    /** The order, for a step that the next one of the run follows at once. */
    Optional<Order> findForNext(StepContext context, String number) {
        long at = timeSource.nanos();
        Optional<Order> found = find(context, number);
        found.ifPresent(order -> justSeen.put(context.runId(), new Look(order, at)));
        return found;
    }

    /** The order as the step before has seen it a moment ago, else by another look. */
    Optional<Order> justSeen(StepContext context, String number) {
        Look look = justSeen.remove(context.runId());
        return look != null
                        && look.order().number().equals(number)
                        && timeSource.nanos() - look.at() < JUST_NOW.toNanos()
                ? Optional.of(look.order())
                : find(context, number);
    }

    /** The order service may lag behind the one that placed the order. */
    Outcome notThereYet(StepContext context, String number) {
        var waiting = context.pending(
                "order missing", "order " + number + " is not in the order service yet", false, LOOK_EVERY);
        if (waiting.seen().lasted().compareTo(listLag) > 0) {
            throw new ProvisioningException.Unfinished(
                    context.where(null, null),
                    UnfinishedReason.ORDER_NOT_LISTED,
                    "order " + number + " has not shown up in the order service for " + listLag.toSeconds() + " s.");
        }
        return waiting.because(UnfinishedReason.ORDER_NOT_LISTED);
    }

    /** A cancelled, failed or refunded order never becomes an instance. */
    void requireAlive(StepContext context, Order order) {
        if (order.status().isDead()) {
            throw new ProvisioningException.Broken(
                    context.where(order),
                    "Order " + order.number() + " is " + Words.state(order) + ": no instance will come of it.",
                    "Look in the console whether anything was paid (" + order.paid()
                            + " by its record) and refunded, then create again.");
        }
    }

    /** An order that says that it is for something else is not paid: the answer that named it may have been another's. */
    void requireForTheName(StepContext context, Order order) {
        Words words = new Words(context.request().name(), List.of());
        boolean other = words.of(order) == Words.Meaning.ANOTHERS;
        if (other && !context.request().uncheckedAllowed().contains(CheckId.ORDER_IS_FOR_THE_NAME)) {
            throw new ProvisioningException.Unfinished(
                    context.where(order),
                    UnfinishedReason.NOT_OURS,
                    "order " + order.number() + " says that it is for "
                            + order.items().stream()
                                    .flatMap(item -> item.name().stream())
                                    .collect(Collectors.joining(", "))
                            + ", not for " + context.request().name()
                            + ", so it is not paid.",
                    "If it is this run's all the same, pay it in the console, then resume.");
        }
    }

    /** Neither above what the caller allows, nor about to expire, and in words that are understood. */
    void requirePayable(StepContext context, Order order) {
        if (order.payable().isEmpty()) {
            throw notPaid(context, order, "does not say what it costs");
        }
        requireReadableExpiry(context, order);
        String expiry = order.expiresAt().map(at -> "; it expires at " + at).orElse("");
        UnexpectedFailures.guard("the payment policy", () -> policy.objection(order, context.request()))
                .ifPresent(objection -> {
                    boolean dear = overTheCeiling(context, order);
                    throw new ProvisioningException.Unfinished(
                            context.where(order),
                            dear ? UnfinishedReason.OVER_THE_CEILING : UnfinishedReason.POLICY_OBJECTS,
                            Plain.clause(objection) + expiry + ".",
                            dear
                                    ? "Resume with a higher ceiling (spendAtMost) to pay it, or let it expire."
                                    : "Do what the payment policy asks for and resume, or let it expire.");
                });
        Instant tooLate = context.now().plus(TOO_LATE);
        if (order.expiresAt().filter(tooLate::isAfter).isPresent()) {
            throw new ProvisioningException.Broken(
                    context.where(order),
                    "Order " + order.number() + " is not paid" + expiry + ", too soon to pay it now.",
                    "By its record " + order.paid() + " was paid. Create again when it has cancelled itself.");
        }
    }

    private static void requireReadableExpiry(StepContext context, Order order) {
        String told = "\"" + order.expiryWord().orElse("") + "\"";
        if (order.expiresAt().isEmpty() && order.expiryWord().isPresent()) {
            throw notPaid(context, order, "expires at " + told + ", which this version cannot read");
        }
        if (order.expiresAt().filter(context.now()::isAfter).isPresent()) {
            throw notPaid(context, order, "says that it expired at " + told + " and is not cancelled");
        }
    }

    private static boolean overTheCeiling(StepContext context, Order order) {
        return order.payable()
                .filter(amount -> amount.isMoreThan(context.request().spendAtMost()))
                .isPresent();
    }

    private static ProvisioningException notPaid(StepContext context, Order order, String why) {
        return new ProvisioningException.Unfinished(
                context.where(order),
                UnfinishedReason.ORDER_NOT_PAYABLE,
                "order " + order.number() + " " + why + ", so it is not paid.",
                "Resume to look again, or pay it in the console, then resume.");
    }
}
