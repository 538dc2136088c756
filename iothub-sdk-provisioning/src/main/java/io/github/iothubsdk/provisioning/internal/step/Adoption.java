package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.List;
import java.util.Optional;

/** Looks whether an order that a person names can be a run's; that it is, only the person knows. */
record Adoption(OrderApi orders, InstanceApi instances) {

    private static final String COMPARE = "Compare it with the console's order list.";

    /** It cannot: why, and what to do; empty words where there is nothing to do. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        Unfit(String why, String remedy) {
            super(why, null, false, false);
            this.remedy = remedy;
        }

        String why() {
            return String.valueOf(getMessage());
        }

        String remedy() {
            return remedy;
        }
    }

    /**
     * The order of this number, or of this instance.
     *
     * @throws Unfit when there is none, or when it cannot be this run's
     */
    Order require(StepContext context, String subject) {
        Order order = orderByNumber(context, subject)
                .or(() -> orderOf(context, subject))
                .orElseThrow(() -> new Unfit(
                        "the service shows no order " + subject + ", and no order of an instance " + subject + ".",
                        "Name the order's number."));
        requireFitting(context, order);
        requireNew(context, order);
        requireHere(context, order);
        if (context.isOthersOrder(order.number())) {
            throw new Unfit("order " + order.number() + " is another run's.", COMPARE);
        }
        return order;
    }

    /** The order that is to be the run's, or what is to be put right. */
    Order requireOrRefuse(StepContext context, String subject) {
        try {
            return require(context, subject);
        } catch (Unfit e) {
            throw new ProvisioningException.Invalid(
                    context.where(null, null),
                    List.of(Violation.of(
                            "adoption-refused",
                            "adopt",
                            e.why(),
                            "an order of the name, the network and the product, within the ceiling",
                            e.remedy())));
        }
    }

    /** The instance that it is for; empty until that is told. */
    static String instanceOf(Order order) {
        return order.items().stream()
                .flatMap(item -> item.resourceId().stream())
                .findFirst()
                .orElse("");
    }

    /** Some services answer 400 to what is no number of theirs. */
    private Optional<Order> orderByNumber(StepContext context, String subject) {
        try {
            return orders.order(context.region(), subject, context.deadline());
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.INVALID_ARGUMENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Order> orderOf(StepContext context, String instanceId) {
        Optional<Instance> instance = instances.show(context.region(), instanceId, context.deadline());
        if (instance.isEmpty()) {
            return Optional.empty();
        }
        var before =
                context.progress().doubt(PlaceOrder.NAME).map(Claim::before).orElse(null);
        var span = OrdersBefore.span(before == null ? null : before.from(), context.now());
        List<Order> listed =
                orders.whole(context.region(), span, context.deadline()).rows();
        return listed.stream()
                .filter(OrdersBefore::mayBeIotHub)
                .flatMap(row -> orders.order(context.region(), row.number(), context.deadline()).stream())
                .filter(order -> order.items().stream()
                        .anyMatch(item ->
                                item.resourceId().filter(instanceId::equals).isPresent()))
                .findFirst();
    }

    private static void requireNew(StepContext context, Order order) {
        boolean there = context.progress()
                .doubt(PlaceOrder.NAME)
                .map(Claim::before)
                .filter(before -> before.orders().contains(order.number()))
                .isPresent();
        if (there) {
            throw new Unfit("order " + order.number() + " was there before the run ordered.", COMPARE);
        }
    }

    /** An instance that is not shown yet says nothing of its network. */
    private void requireHere(StepContext context, Order order) {
        for (Order.Item item : order.items()) {
            Optional<Instance> elsewhere = item.resourceId()
                    .flatMap(id -> instances.show(context.region(), id, context.deadline()))
                    .filter(instance ->
                            Suspects.isElsewhere(instance, context.request().network()));
            if (elsewhere.isPresent()) {
                throw new Unfit(
                        "order " + order.number() + " is for " + elsewhere.get().id() + " in "
                                + elsewhere.get().vpcId().orElse("") + ", "
                                + elsewhere.get().subnetId().orElse("") + ", which is not the network of this run.",
                        COMPARE);
            }
        }
    }

    private static void requireFitting(StepContext context, Order order) {
        String name = context.request().name();
        boolean other = !order.items().isEmpty()
                && order.items().stream()
                        .noneMatch(item ->
                                item.name().isEmpty() || item.name().get().equals(name));
        if (other) {
            throw new Unfit("order " + order.number() + " is not for " + name + ".", COMPARE);
        }
        if (!OrdersBefore.mayBeIotHub(order)) {
            throw new Unfit(
                    "order " + order.number() + " is of the product "
                            + order.service().orElse("") + ".",
                    COMPARE);
        }
        if (order.status().isDead()) {
            String why = order.status() == OrderStatus.REFUND_PART
                    ? "it was partly refunded, and is not gone on with."
                    : "no instance will come of it.";
            throw new Unfit("order " + order.number() + " is " + Words.state(order) + ": " + why, COMPARE);
        }
        requireAffordable(order, context.request().spendAtMost());
    }

    private static void requireAffordable(Order order, Money ceiling) {
        boolean tooMuch =
                order.payable().filter(amount -> amount.isMoreThan(ceiling)).isPresent();
        if (order.status() == OrderStatus.NO_PAY && (tooMuch || order.payable().isEmpty())) {
            throw new Unfit(
                    "order " + order.number() + " costs "
                            + order.payable().map(Money::toString).orElse("what it does not say")
                            + ", and the ceiling is " + ceiling + ".",
                    "Give a higher ceiling first, or pay it in the console.");
        }
    }
}
