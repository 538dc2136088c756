package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Sighting;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.SharedInstances;
import io.github.iothubsdk.provisioning.internal.gateway.SharedInstances.Sight;
import io.github.iothubsdk.provisioning.internal.step.PlaceOrder.Ordered;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
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
        public List<String> bought() {
            return List.of(instance.id());
        }
    }

    /** Every so many looks that show nothing new, the order is asked too. */
    private static final int PATIENCE = 6;

    private final SharedInstances instances;
    private final OrderDesk desk;
    private final Duration vanishAfter;

    AwaitInstance(SharedInstances instances, OrderDesk desk, Duration vanishAfter) {
        this.instances = instances;
        this.desk = desk;
        this.vanishAfter = vanishAfter;
    }

    @Override
    public String name() {
        return "AwaitInstance";
    }

    @Override
    public Class<Running> leaves() {
        return Running.class;
    }

    @Override
    public Outcome attempt(Turn turn) {
        Ordered ordered = turn.get(Ordered.class);
        String id = ordered.instanceId().isEmpty() ? idFromOrder(turn, ordered) : ordered.instanceId();
        Sight sight = id.isEmpty()
                ? new Sight(Optional.empty(), instances.interval())
                : instances.find(turn.region(), id, turn.deadline());
        Optional<Instance> found = sight.instance();
        Outcome.Pending waiting = waiting(turn, found, sight.next());
        turn.tell(new ProvisioningEvent.Looked(
                turn.runId(), id, waiting.seen().words(), found.flatMap(Instance::progress)));
        if (found.isPresent()) {
            switch (found.get().status()) {
                case RUNNING -> {
                    warnOfNamesakes(turn, found.get());
                    return new Outcome.Reached(new Running(found.get()));
                }
                case SUSPENDING -> throw suspended(turn, ordered, id);
                case PREPARING, BUILDING, UNRECOGNISED -> {}
            }
        }
        if (waiting.seen().looks() % PATIENCE == 0) {
            requireStillComing(turn, ordered, found.isEmpty() ? waiting.seen() : null);
        }
        return waiting;
    }

    private static Outcome.Pending waiting(Turn turn, Optional<Instance> found, Duration next) {
        String state = found.map(Instance::statusWord).orElse("missing");
        String words = found.map(instance -> instance.statusWord()
                        + instance.progress().map(p -> " " + p + " %").orElse(""))
                .orElse("not in the instance list");
        return turn.pending(state, words, found.isPresent(), next);
    }

    /** Two owners who order the same name in the same instant are stopped by nobody but the service; both are told. */
    private void warnOfNamesakes(Turn turn, Instance mine) {
        try {
            instances.list(turn.region(), turn.deadline()).instances().stream()
                    .filter(other ->
                            other.name().equals(mine.name()) && !other.id().equals(mine.id()))
                    .forEach(other -> turn.tell(new ProvisioningEvent.Warned(
                            turn.runId(),
                            "instance " + other.id() + " has the name " + other.name()
                                    + " too: was it ordered by somebody else "
                                    + "at the same time? Look which of the two is wanted.")));
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            // The instance runs: that nobody can be warned must not keep the run from ending.
        }
    }

    private String idFromOrder(Turn turn, Ordered ordered) {
        return desk.find(turn, ordered.orderNumber()).stream()
                .flatMap(order -> order.items().stream())
                .map(Order.Item::resourceId)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void requireStillComing(Turn turn, Ordered ordered, @Nullable Sighting missing) {
        desk.find(turn, ordered.orderNumber()).ifPresent(order -> {
            desk.requireAlive(turn, order);
            if (order.items().stream().anyMatch(Order.Item::failed)) {
                throw new ProvisioningException.Broken(
                        turn.where(null, null),
                        "The service has given up creating the instance of order " + order.number() + ", which is "
                                + order.statusWord() + " (paid: " + order.paid() + ").",
                        "Ask JD Cloud's support for a refund of the order, then create again.");
            }
        });
        if (missing != null && missing.present() && missing.lasted().compareTo(vanishAfter) > 0) {
            throw new ProvisioningException.Broken(
                    turn.where(null, null),
                    "Instance " + ordered.instanceId() + " of order " + ordered.orderNumber()
                            + " was in the list, and has been missing for "
                            + missing.lasted().toSeconds() + " s.",
                    "Was it deleted? Look in the console; resume the run if it is there.");
        }
    }

    private static ProvisioningException suspended(Turn turn, Ordered ordered, String id) {
        return new ProvisioningException.Broken(
                turn.where(null, null),
                "Instance " + id + " of order " + ordered.orderNumber() + " is suspended, as for arrears.",
                "Settle the account in the console, then resume the run: the order stays paid.");
    }
}
