package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.Optional;

/** Pays the order, once: the order's own status says whether a cut-off payment went through. */
final class PayOrder implements Step {

    /** The order is paid. */
    record Paid(Money amount) implements Milestone {
        @Override
        public String told() {
            return "the order is settled, for " + amount;
        }
    }

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration OVERLAP = Duration.ofDays(1);
    /** A payment that has been sent this often is not sent again by itself. */
    private static final int MOST_COPIES = 5;

    private final OrderApi orders;
    private final OrderRules rules;
    private final InstanceListCache instances;
    private final Duration quietPeriod;

    PayOrder(OrderApi orders, OrderRules rules, InstanceListCache instances, Duration quietPeriod) {
        this.instances = instances;
        this.orders = orders;
        this.rules = rules;
        this.quietPeriod = quietPeriod;
    }

    @Override
    public String name() {
        return StepIds.PAY_ORDER;
    }

    @Override
    public MilestoneFormat<?, ?> leaves() {
        return MilestoneFormats.PAID;
    }

    @Override
    public boolean commits() {
        return true;
    }

    /** Looks first, since somebody may have paid or cancelled it in the console. */
    @Override
    public Prepared prepare(StepContext context) {
        String number = context.get(Ordered.class).orderNumber();
        Order before = rules.justSeen(context, number).orElse(null);
        if (before == null) {
            return Prepared.settled(new Outcome.Blind(
                    "order " + number + " cannot be found at the moment",
                    LOOK_EVERY,
                    UnfinishedReason.ORDER_NOT_LISTED));
        }
        Optional<Outcome> settled = settled(context, before);
        if (settled.isEmpty()) {
            rules.requirePayable(context, before);
        }
        return new Prepared(settled, null);
    }

    /** Pays, and looks again: the answer does not say whether it is paid. */
    @Override
    public Outcome attempt(StepContext context) {
        String number = context.get(Ordered.class).orderNumber();
        orders.pay(context.region(), number, context.commitDeadline());
        return lookAfter(context, number)
                .flatMap(after -> settled(context, after))
                .orElseGet(() ->
                        new Outcome.Answered(Ended.ACCEPTED, "the payment of order " + number + " was accepted", ""));
    }

    /** The order's own status decides; a payment is not sent again by itself once it was accepted or refused. */
    @Override
    public Outcome recover(StepContext context, Claim claim) {
        String number = context.get(Ordered.class).orderNumber();
        Order order = rules.find(context, number).orElse(null);
        if (order == null) {
            return context.pending(
                    "order missing", "order " + number + " is not shown at the moment", true, LOOK_EVERY);
        }
        Optional<Outcome> settled = settled(context, order);
        if (settled.isPresent()) {
            return settled.get();
        }
        if (claim.endedWith(Ended.NO) && claim.open()) {
            return new Outcome.Refused(refused(context, claim, number), true);
        }
        if (!context.isQuiet(claim, quietPeriod)) {
            return context.pending("order NO_PAY", "order " + number + " is not paid yet", true, LOOK_EVERY);
        }
        if (isPaidByOtherEyes(context, order)) {
            return context.pending(
                    "order contradicted",
                    "order " + number + " says that it is not paid, and its instance or the order list say otherwise",
                    true,
                    LOOK_EVERY);
        }
        if (claim.endedWith(Ended.ACCEPTED) || (claim.open() && claim.attempt() % MOST_COPIES == 0)) {
            return new Outcome.Refused(stillUnpaid(context, claim, number), false);
        }
        return new Outcome.NotDone(
                "order " + number + " is still not paid after the quiet period", Duration.ZERO, false);
    }

    /** One view of the order may be stale: the list is another, and an instance is there only when it is paid. */
    private boolean isPaidByOtherEyes(StepContext context, Order order) {
        boolean listedPaid = order.createdAt()
                .map(made -> orders.list(
                                context.region(),
                                OrdersBefore.span(made.minus(OVERLAP), context.now()),
                                context.deadline())
                        .byKey()
                        .get(order.number()))
                .filter(row -> row.status() != OrderStatus.NO_PAY)
                .isPresent();
        return listedPaid
                || instances.list(context.region(), context.deadline()).rows().stream()
                        .filter(instance -> instance.status() == InstanceStatus.RUNNING
                                || instance.status() == InstanceStatus.BUILDING)
                        .anyMatch(instance -> order.items().stream()
                                .anyMatch(item -> item.resourceId()
                                        .filter(instance.id()::equals)
                                        .isPresent()));
    }

    private static ProvisioningException refused(StepContext context, Claim claim, String number) {
        return new ProvisioningException.Unfinished(
                context.where(claim.requestId(), null),
                UnfinishedReason.PAYMENT_REFUSED,
                "the payment of order " + number + " was refused: "
                        + Plain.sentence(claim.told().orElse("")),
                "If the balance is short, top it up first.");
    }

    private static ProvisioningException stillUnpaid(StepContext context, Claim claim, String number) {
        return new ProvisioningException.Unfinished(
                context.where(claim.requestId(), null),
                UnfinishedReason.PAYMENT_WITHOUT_TRACE,
                "order " + number + " is still not paid after the quiet period; the last answer to the payment was: "
                        + Plain.sentence(claim.told().orElse("none")),
                "If the balance is short, top it up. To resume with a ceiling pays it again; without, only looks.");
    }

    /** The payment was accepted: a look that fails, even one that was never sent, does not undo it. */
    private Optional<Order> lookAfter(StepContext context, String number) {
        try {
            return rules.find(context, number);
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    /** Empty while the order is not paid. */
    private Optional<Outcome> settled(StepContext context, Order order) {
        rules.requireAlive(context, order);
        return switch (order.status()) {
            case PAID -> {
                context.tell(ProvisioningEvent.paid(context.runId(), order.number(), order.paid()));
                yield Optional.of(new Outcome.Reached(new Paid(order.paid())));
            }
            case NO_PAY -> Optional.empty();
            default ->
                Optional.of(context.pending(
                        "order " + order.statusWord().orElse(""),
                        "order " + order.number() + " is " + Words.state(order),
                        true,
                        LOOK_EVERY));
        };
    }
}
