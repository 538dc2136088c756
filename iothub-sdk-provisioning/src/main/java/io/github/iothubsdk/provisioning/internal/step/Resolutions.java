package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.FailureClassifier;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a person's word makes of a run in doubt; everything is checked before anything is written. Thread-safe. */
public final class Resolutions {

    private static final String COMPARE = "Compare it with the console's order list.";

    private static final Set<Ending> OVER = Set.of(Ending.DONE, Ending.INVALID, Ending.ABANDONED);

    private final StepEngine engine;
    private final OrderApi orders;
    private final InstanceApi instances;

    /** Looks through these. */
    public Resolutions(StepEngine engine, OrderApi orders, InstanceApi instances) {
        this.engine = engine;
        this.orders = orders;
        this.instances = instances;
    }

    /**
     * Applies it.
     *
     * @throws ProvisioningException.Unfinished when it does not fit; nothing was written
     */
    public void apply(Run run, Resolution resolution, Deadline deadline) {
        StepContext context = engine.lookOnly(run, PlaceOrder.NAME, deadline);
        switch (resolution.what()) {
            case GIVE_UP -> {
                if (run.progress().ended().filter(Ending.DONE::equals).isPresent()) {
                    throw refused(context, "the run is done, and there is nothing to give up.");
                }
                if (run.progress().ended().filter(OVER::contains).isEmpty()) {
                    run.progress().order().map(KnownOrder::number).ifPresent(context::reserveOrder);
                    run.decided(resolution);
                    run.end(Ending.ABANDONED);
                }
            }
            case ORDER_AGAIN -> {
                requireDoubt(context);
                engine.requireOwner(run, context);
                run.decided(resolution);
                run.settle();
            }
            case ADOPT -> adopt(run, context, resolution);
        }
    }

    private void adopt(Run run, StepContext context, Resolution resolution) {
        requireDoubt(context);
        engine.requireOwner(run, context);
        Order order = order(context, resolution.subject().orElseThrow());
        requireFitting(context, order);
        requireNew(context, order);
        requireHere(context, order);
        if (!context.reserveOrder(order.number())) {
            throw refused(context, "order " + order.number() + " is another run's.", COMPARE);
        }
        String instanceId = order.items().stream()
                .flatMap(item -> item.resourceId().stream())
                .findFirst()
                .orElse("");
        run.decided(resolution);
        run.reach(PlaceOrder.NAME, new PlaceOrder.Ordered(instanceId, order.number()));
    }

    private static void requireDoubt(StepContext context) {
        Optional<Claim> doubt = context.progress().doubt(PlaceOrder.NAME);
        if (doubt.isEmpty()) {
            throw refused(context, "it is not in doubt whether the run has ordered: there is nothing to resolve.");
        }
    }

    /** By its number, or by the instance that came of it. */
    private Order order(StepContext context, String subject) {
        return asked(context, () -> orderByNumber(context, subject).or(() -> orderOf(context, subject)))
                .orElseThrow(() -> refused(
                        context,
                        "the service shows no order " + subject + ", and no order of an instance " + subject + ".",
                        "Name the order's number."));
    }

    private static <T> T asked(StepContext context, Supplier<T> question) {
        try {
            return question.get();
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            throw FailureClassifier.unfinished(e, context, "nothing was written: ");
        }
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

    private void requireNew(StepContext context, Order order) {
        boolean there = context.progress()
                .doubt(PlaceOrder.NAME)
                .map(Claim::before)
                .filter(before -> before.orders().contains(order.number()))
                .isPresent();
        if (there) {
            throw refused(context, "order " + order.number() + " was there before the run ordered.", COMPARE);
        }
    }

    /** An instance that is not shown yet says nothing of its network. */
    private void requireHere(StepContext context, Order order) {
        for (Order.Item item : order.items()) {
            Optional<Instance> elsewhere = item.resourceId()
                    .flatMap(id -> asked(context, () -> instances.show(context.region(), id, context.deadline())))
                    .filter(instance ->
                            Suspects.isElsewhere(instance, context.request().network()));
            if (elsewhere.isPresent()) {
                throw refused(
                        context,
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
            throw refused(context, "order " + order.number() + " is not for " + name + ".", COMPARE);
        }
        if (order.status().isDead()) {
            throw refused(
                    context,
                    "order " + order.number() + " is " + Words.state(order) + ": no instance will come of it.",
                    COMPARE);
        }
        Money ceiling = context.request().spendAtMost();
        boolean tooMuch =
                order.payable().filter(amount -> amount.isMoreThan(ceiling)).isPresent();
        if (order.status() == OrderStatus.NO_PAY && (tooMuch || order.payable().isEmpty())) {
            throw refused(
                    context,
                    "order " + order.number() + " costs "
                            + order.payable().map(Money::toString).orElse("what it does not say")
                            + ", and the ceiling is "
                            + ceiling + ".",
                    "Resume with a higher ceiling first, or pay it in the console.");
        }
    }

    private static ProvisioningException refused(StepContext context, String why) {
        return refused(context, why, "");
    }

    private static ProvisioningException refused(StepContext context, String why, String remedy) {
        return new ProvisioningException.Unfinished(
                context.where(null, null), UnfinishedReason.RESOLUTION_REFUSED, why + " Nothing was written.", remedy);
    }
}
