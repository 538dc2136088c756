package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Observation;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache.Sight;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the instance list until the instance runs.
 *
 * <p>The list has no word for failure: only the order tells it, so the order is looked at whenever the list is silent
 * for a while. An instance may be missing at first (the lists lag) and for a moment later (they flicker).
 */
final class AwaitInstance implements Step {

    /** The instance runs. */
    record Running(Instance instance) implements Milestone {
        @Override
        public String told() {
            return "instance " + instance.id() + " runs";
        }

        @Override
        public List<String> bought() {
            return List.of(instance.id());
        }
    }

    /** Every so many looks that show nothing new, the order is asked too. */
    private static final int PATIENCE = 6;

    private final InstanceListCache instances;
    private final OrderRules rules;
    private final Duration vanishAfter;

    AwaitInstance(InstanceListCache instances, OrderRules rules, Duration vanishAfter) {
        this.instances = instances;
        this.rules = rules;
        this.vanishAfter = vanishAfter;
    }

    @Override
    public String name() {
        return StepIds.AWAIT_INSTANCE;
    }

    @Override
    public MilestoneFormat<?, ?> leaves() {
        return MilestoneFormats.RUNNING;
    }

    @Override
    public Outcome attempt(StepContext context) {
        Ordered ordered = context.get(Ordered.class);
        String id = ordered.instanceId().isEmpty() ? idFromOrder(context, ordered) : ordered.instanceId();
        Sight sight = id.isEmpty()
                ? new Sight(Optional.empty(), instances.interval())
                : instances.find(context.region(), id, context.deadline());
        Optional<Instance> found = sight.instance();
        Outcome.Pending waiting = waiting(context, found, sight.next());
        context.tell(ProvisioningEvent.looked(
                context.runId(),
                Optional.of(id).filter(known -> !known.isEmpty()),
                waiting.seen().words(),
                found.flatMap(Instance::progress)));
        if (found.isPresent()) {
            requireOfTheName(context, ordered, found.get());
            switch (found.get().status()) {
                case RUNNING -> {
                    warnOfNamesakes(context, found.get());
                    warnOfAnotherNetwork(context, found.get());
                    return new Outcome.Reached(new Running(found.get()));
                }
                case SUSPENDING -> throw suspended(context, ordered, id);
                case PREPARING, BUILDING, UNRECOGNISED -> {}
            }
        }
        if (waiting.seen().looks() % PATIENCE == 0) {
            requireStillComing(context, ordered, id, found.isEmpty() ? waiting.seen() : null);
        }
        return waiting;
    }

    /** An instance of another name is not what was ordered, whatever the answer to the order said. */
    private static void requireOfTheName(StepContext context, Ordered ordered, Instance found) {
        if (!found.name().isBlank() && !new Words(context.request().name(), List.of()).isOurs(found.name())) {
            throw new ProvisioningException.Unfinished(
                    context.where(null, null),
                    UnfinishedReason.NOT_OURS,
                    "instance " + found.id() + " of order " + ordered.orderNumber() + " is called " + found.name()
                            + ", not " + context.request().name()
                            + ": the answer to the order may have been another's.",
                    "Look in the console for what was bought.");
        }
    }

    private static Outcome.Pending waiting(StepContext context, Optional<Instance> found, Duration next) {
        String state = found.map(instance -> instance.statusWord().orElse("")).orElse("missing");
        String words = found.map(instance -> instance.statusWord().orElse("")
                        + instance.progress().map(p -> " " + p + " %").orElse(""))
                .orElse("not in the instance list");
        return context.pending(state, words, found.isPresent(), next);
    }

    /** Two owners who order the same name in the same instant are stopped by nobody but the service; both are told. */
    private void warnOfNamesakes(StepContext context, Instance mine) {
        try {
            instances.list(context.region(), context.deadline()).rows().stream()
                    .filter(other ->
                            other.name().equals(mine.name()) && !other.id().equals(mine.id()))
                    .forEach(other -> context.tell(ProvisioningEvent.warned(
                            context.runId(),
                            "instance " + other.id() + " has the name " + other.name()
                                    + " too: was it ordered by somebody else "
                                    + "at the same time? Look which of the two is wanted.")));
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            // The instance runs: that nobody can be warned must not keep the run from ending.
        }
    }

    /** An order does not tell its network: what was adopted, or made otherwise than asked for, shows only now. */
    private static void warnOfAnotherNetwork(StepContext context, Instance mine) {
        if (Suspects.isElsewhere(mine, context.request().network())) {
            context.tell(ProvisioningEvent.warned(
                    context.runId(),
                    "instance " + mine.id() + " is in " + mine.vpcId().orElse("") + ", "
                            + mine.subnetId().orElse("") + ", which is not the network that was asked for."));
        }
    }

    /** The item of the name, or the only one; where the order does not tell it, the one instance of the name. */
    private String idFromOrder(StepContext context, Ordered ordered) {
        Words words = new Words(context.request().name(), List.of());
        String id = rules.find(context, ordered.orderNumber()).map(words::idIn).orElse("");
        if (!id.isEmpty()) {
            return id;
        }
        List<Instance> named = instances.list(context.region(), context.deadline()).rows().stream()
                .filter(instance -> words.isOurs(instance.name()))
                .toList();
        return named.size() == 1 ? named.get(0).id() : "";
    }

    private void requireStillComing(StepContext context, Ordered ordered, String id, @Nullable Observation missing) {
        Words words = new Words(context.request().name(), List.of());
        Optional<Order> order = rules.find(context, ordered.orderNumber());
        order.ifPresent(told -> {
            rules.requireAlive(context, told);
            boolean failed = told.items().stream()
                    .filter(item -> told.items().size() == 1 || words.isOurs(item))
                    .anyMatch(Order.Item::failed);
            if (failed) {
                throw new ProvisioningException.Broken(
                        context.where(null, null),
                        "The service has given up creating the instance of order " + told.number() + ", which is "
                                + Words.state(told) + " (paid: " + told.paid() + ").",
                        "Ask JD Cloud's support for a refund of the order, then create again.");
            }
        });
        if (missing != null
                && missing.present()
                && missing.lasted().compareTo(vanishAfter) > 0
                && instances.show(context.region(), id, context.deadline()).isEmpty()) {
            throw new ProvisioningException.Broken(
                    context.where(null, null),
                    "Instance " + id + " of order " + ordered.orderNumber()
                            + " was in the list, and has been missing for "
                            + missing.lasted().toSeconds() + " s.",
                    "Was it deleted? Look in the console; resume the run if it is there.",
                    true);
        }
    }

    private static ProvisioningException suspended(StepContext context, Ordered ordered, String id) {
        return new ProvisioningException.Broken(
                context.where(null, null),
                "Instance " + id + " of order " + ordered.orderNumber() + " is suspended, as for arrears.",
                "Settle the account in the console, then resume the run: the order stays paid.",
                true);
    }
}
