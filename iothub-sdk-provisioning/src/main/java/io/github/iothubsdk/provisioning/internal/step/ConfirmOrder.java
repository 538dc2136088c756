package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.StepIds;
import java.util.Optional;

/** Looks at what the order costs and decides whether it may be paid. */
final class ConfirmOrder implements Step {

    /** The order may be paid. */
    record Confirmed(Money amount) implements Milestone {
        @Override
        public String told() {
            return "the order costs " + amount + ", and may be paid";
        }

        @Override
        public Optional<KnownOrder> order(Optional<KnownOrder> before) {
            return before.map(order -> order.costing(amount));
        }
    }

    private final OrderRules rules;

    ConfirmOrder(OrderRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return StepIds.CONFIRM_ORDER;
    }

    @Override
    public MilestoneFormat<?, ?> leaves() {
        return MilestoneFormats.CONFIRMED;
    }

    @Override
    public Outcome attempt(StepContext context) {
        String number = context.get(Ordered.class).orderNumber();
        PlaceOrder.requireReserved(context, number); // an answer's number is journaled before it is reserved
        Order order = rules.findForNext(context, number).orElse(null);
        if (order == null) {
            return rules.notThereYet(context, number);
        }
        rules.requireAlive(context, order);
        if (order.status() == OrderStatus.NO_PAY) {
            rules.requireForTheName(context, order);
            rules.requirePayable(context, order);
        }
        Money amount = order.payable().orElse(order.paid());
        if (order.status() != OrderStatus.NO_PAY
                && amount.isMoreThan(context.request().spendAtMost())) {
            context.tell(ProvisioningEvent.warned(
                    context.runId(),
                    "order " + number + " costs " + amount
                            + ", above the ceiling, and is "
                            + (order.status() == OrderStatus.PAID ? "paid" : "being settled")
                            + " already; this run has paid nothing"));
        }
        context.tell(ProvisioningEvent.confirmed(context.runId(), number, amount, order.expiresAt()));
        return new Outcome.Reached(new Confirmed(amount));
    }
}
