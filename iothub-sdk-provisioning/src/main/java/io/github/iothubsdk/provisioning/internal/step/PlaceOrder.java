package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places the order, once: what a lost answer left behind is found by {@link OrderVerdict} before anything is sent again. */
final class PlaceOrder implements Step {

    static final String NAME = StepIds.PLACE_ORDER;

    /** The order exists; the instance's id may be known only later. */
    record Ordered(String instanceId, String orderNumber) implements Milestone {
        /** A line that lost one of them is not understood. */
        Ordered {
            Objects.requireNonNull(instanceId);
            if (orderNumber.isBlank()) {
                throw new IllegalArgumentException("an order without a number");
            }
        }

        @Override
        public String told() {
            return "order " + orderNumber + " is this run's"
                    + (instanceId.isEmpty() ? "" : ", for instance " + instanceId);
        }

        @Override
        public List<String> bought() {
            return instanceId.isEmpty() ? List.of(orderNumber) : List.of(orderNumber, instanceId);
        }

        @Override
        public Optional<KnownOrder> order(Optional<KnownOrder> before) {
            return Optional.of(KnownOrder.of(orderNumber));
        }
    }

    private final InstanceApi instances;
    private final InstanceListCache shared;
    private final OrdersBefore before;
    private final Passwords passwords;
    private final OrderVerdict verdict;
    private final Adoption adoption;

    PlaceOrder(
            InstanceApi instances,
            InstanceListCache shared,
            OrdersBefore before,
            Passwords passwords,
            OrderVerdict verdict,
            Adoption adoption) {
        this.instances = instances;
        this.shared = shared;
        this.before = before;
        this.passwords = passwords;
        this.verdict = verdict;
        this.adoption = adoption;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MilestoneFormat<?, ?> leaves() {
        return MilestoneFormats.ORDERED;
    }

    @Override
    public boolean commits() {
        return true;
    }

    /**
     * Preflight may be long ago: in a run that goes on in another process, or that waited for a database. What is there is
     * noted, so that it is never taken for what is ordered now.
     */
    @Override
    public Prepared prepare(StepContext context) {
        Optional<String> adopts = context.progress().adopts();
        if (adopts.isPresent()) { // whatever happens, such a run sends no order
            Order order = adoption.requireOrRefuse(context, adopts.get());
            return Prepared.settled(adopted(context, Adoption.instanceOf(order), order.number()));
        }
        passwords.of(context);
        if (context.progress().doubt(NAME).isPresent()) {
            Expiry.require(context);
            return Prepared.ready(); // recovery has just looked, and what was there is noted from before
        }
        List<Instance> named = shared.whole(context.region(), context.deadline()).rows().stream()
                .filter(instance -> instance.name().equals(context.request().name()))
                .toList();
        if (!named.isEmpty()) {
            throw taken(context, named.get(0));
        }
        Prepared prepared = new Prepared(Optional.empty(), snapshot(context));
        Expiry.require(context); // after all looks, which take their time
        return prepared;
    }

    /** Null when the caller has allowed that the orders are not looked at, and they cannot be. */
    private @Nullable Snapshot snapshot(StepContext context) {
        try {
            var seen = before.look(context.region(), context.deadline());
            return new Snapshot(seen.from(), seen.newest(), seen.newestAt(), seen.numbers(), seen.cut(), List.of());
        } catch (ApiException.Rejected e) {
            boolean may = e.proves(Reason.DENIED) || e.proves(Reason.ROUTE_CLOSED);
            if (may && context.request().uncheckedAllowed().contains(CheckId.ORDER_LIST_IS_READABLE)) {
                return null;
            }
            throw e;
        }
    }

    private static ProvisioningException taken(StepContext context, Instance instance) {
        return new ProvisioningException.Invalid(
                context.where(null, null),
                List.of(Violation.of(
                        CheckId.NAME_IS_FREE.value(),
                        "name",
                        instance.name(),
                        "a name that is free in the region",
                        "Instance " + instance.id() + " has it by now.")));
    }

    @Override
    public Outcome attempt(StepContext context) {
        String password = passwords.of(context).reveal();
        Deadline deadline = context.commitDeadline();
        Expiry.requireAtSend(context); // the claim, its journal and its listeners may have taken any time
        var created = instances.create(
                context.request(),
                Mark.description(context.progress()),
                context.progress().clientToken(),
                password,
                deadline);
        if (created.orderNumber().isBlank()) {
            return new Outcome.Answered(
                    Ended.ACCEPTED,
                    "the service accepted the order, without a number, for instance " + created.instanceId(),
                    created.instanceId());
        }
        if (wasThereBefore(context, created.orderNumber())) {
            return new Outcome.Answered(
                    Ended.ODD_REFUSAL,
                    "the service answered with order " + created.orderNumber() + ", which was there before",
                    "");
        }
        return reached(context, created.instanceId(), created.orderNumber());
    }

    /** An answer that names an older order is another request's, or a proxy's; unless a copy may have been sent before. */
    private static boolean wasThereBefore(StepContext context, String number) {
        return context.progress()
                .claim()
                .filter(claim -> !claim.doubtful())
                .map(Claim::before)
                .filter(before -> before.orders().contains(number))
                .isPresent();
    }

    @Override
    public Outcome recover(StepContext context, Claim claim) {
        return verdict.on(context, claim);
    }

    /** The number is reserved first, so that no two runs of the journal take the order for their own. */
    static Outcome adopted(StepContext context, String instanceId, String orderNumber) {
        requireReserved(context, orderNumber);
        return reached(context, instanceId, orderNumber);
    }

    /** Reserves an order's number; again does no harm. */
    static void requireReserved(StepContext context, String orderNumber) {
        if (!context.reserveOrder(orderNumber)) {
            throw new ProvisioningException.Unfinished(
                    context.where(null, null),
                    UnfinishedReason.NOT_OURS,
                    "order " + orderNumber + " is another run's of this journal: nothing is paid for it here.");
        }
    }

    private static Outcome reached(StepContext context, String instanceId, String orderNumber) {
        context.tell(ProvisioningEvent.ordered(
                context.runId(), orderNumber, Optional.of(instanceId).filter(id -> !id.isEmpty())));
        return new Outcome.Reached(new Ordered(instanceId, orderNumber));
    }
}
