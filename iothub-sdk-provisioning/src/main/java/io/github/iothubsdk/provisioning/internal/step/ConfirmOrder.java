package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;

/** Looks at what the order costs and decides whether it may be paid. */
final class ConfirmOrder implements Step {

    /** The order may be paid. */
    record Confirmed(Money amount) implements Milestone {}

    private final OrderDesk desk;

    ConfirmOrder(OrderDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "ConfirmOrder";
    }

    @Override
    public Class<Confirmed> leaves() {
        return Confirmed.class;
    }

    @Override
    public Outcome attempt(Turn turn) {
        String number = turn.get(Ordered.class).orderNumber();
        PlaceOrder.requireReserved(turn, number); // an answer's number is journaled before it is reserved
        Order order = desk.findForNext(turn, number).orElse(null);
        if (order == null) {
            return desk.notThereYet(turn, number);
        }
        desk.requireAlive(turn, order);
        if (order.status() == OrderStatus.NO_PAY) {
            desk.requireForTheName(turn, order);
            desk.requirePayable(turn, order);
        }
        Money amount = order.payable().orElse(order.paid());
        if (order.status() != OrderStatus.NO_PAY
                && amount.isMoreThan(turn.request().spendAtMost())) {
            turn.tell(new ProvisioningEvent.Warned(
                    turn.runId(),
                    "order " + number + " costs " + amount
                            + ", above the ceiling, and the service settles it by itself"));
        }
        turn.tell(new ProvisioningEvent.Confirmed(turn.runId(), number, amount, order.expiresAt()));
        return new Outcome.Reached(new Confirmed(amount));
    }
}
