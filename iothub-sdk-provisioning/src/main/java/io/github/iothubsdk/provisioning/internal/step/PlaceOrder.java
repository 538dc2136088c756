package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.Turn;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.SharedInstances;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places the order, once: what a lost answer left behind is looked up by name and time before anything is sent again. */
final class PlaceOrder implements Step {

    /** The order exists; the instance's id may be known only later. */
    record Ordered(String instanceId, String orderNumber) implements Milestone {
        @Override
        public List<String> bought() {
            return instanceId.isEmpty() ? List.of(orderNumber) : List.of(orderNumber, instanceId);
        }
    }

    /** What an order is seen as that must not be sent again, though nobody knows its number. */
    private static final String ACCEPTED = "accepted";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final InstanceApi instances;
    private final SharedInstances shared;
    private final Passwords passwords;
    private final OrderEvidence evidence;
    private final Duration quietPeriod;

    PlaceOrder(
            InstanceApi instances,
            SharedInstances shared,
            Passwords passwords,
            OrderEvidence evidence,
            Duration quietPeriod) {
        this.instances = instances;
        this.shared = shared;
        this.passwords = passwords;
        this.evidence = evidence;
        this.quietPeriod = quietPeriod;
    }

    @Override
    public String name() {
        return "PlaceOrder";
    }

    @Override
    public Class<Ordered> leaves() {
        return Ordered.class;
    }

    @Override
    public boolean commits() {
        return true;
    }

    /** Preflight may be long ago: in a run that goes on in another process, or that waited for a database. */
    @Override
    public Optional<Outcome> prepare(Turn turn) {
        passwords.of(turn);
        String name = turn.request().name();
        shared.list(turn.region(), turn.deadline()).instances().stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .ifPresent(instance -> {
                    throw taken(turn, instance);
                });
        return Optional.empty();
    }

    private static ProvisioningException taken(Turn turn, Instance instance) {
        if (turn.progress().claim().filter(Claim::doubtful).isPresent()) {
            return new ProvisioningException.Unknown(
                    turn.where(null, null),
                    List.of(
                            "instance " + instance.id() + " has the name " + instance.name() + " by now",
                            "an earlier copy of the order was cut off and left no trace"));
        }
        return new ProvisioningException.Invalid(
                turn.where(null, null),
                List.of(new Violation(
                        "name",
                        instance.name(),
                        "a name that is free in the region",
                        "Instance " + instance.id() + " has it by now.")));
    }

    @Override
    public Outcome attempt(Turn turn) {
        String password = passwords.of(turn).reveal();
        try {
            var created =
                    instances.create(turn.request(), turn.progress().clientToken(), password, turn.commitDeadline());
            if (created.orderNumber().isEmpty()) {
                String seen = created.instanceId().isEmpty() ? "answer lost" : ACCEPTED;
                return turn.pending(seen, "the order was accepted without a number", false, Duration.ZERO);
            }
            return ordered(turn, created.instanceId(), created.orderNumber());
        } catch (ApiException.Rejected e) {
            if (e.mayHaveHappened() || e.reason().worthRepeating()) {
                throw e;
            }
            return turn.progress()
                    .claim()
                    .filter(Claim::doubtful)
                    .map(claim -> refusedAgain(turn, claim, e))
                    .orElseThrow(() -> refused(turn, e));
        }
    }

    /** Exactly one match goes on, two are for a person, none may be sent again after the quiet period. */
    @Override
    public Outcome recover(Turn turn, Claim claim) {
        OrderEvidence.Found found = evidence.gather(turn, claim);
        turn.tell(new ProvisioningEvent.Recovering(turn.runId(), name(), found.told()));
        if (found.theOne().isPresent()) {
            var order = found.theOne().get();
            return ordered(turn, order.instanceId(), order.number());
        }
        boolean quiet = !turn.now().isBefore(claim.last().plus(quietPeriod));
        boolean accepted = turn.progress()
                .lastSeen()
                .filter(seen -> seen.state().equals(ACCEPTED))
                .isPresent();
        if (found.isEmpty() && quiet && !accepted) {
            return new Outcome.NotDone("no trace of the order after the quiet period", Duration.ZERO);
        }
        if (found.orders().size() > 1 || quiet) {
            List<String> told = new ArrayList<>(found.told());
            told.addAll(accepted ? List.of("the service accepted the order, without a number") : List.of());
            throw new ProvisioningException.Unknown(turn.where(null, null), told);
        }
        return turn.pending(
                accepted ? ACCEPTED : "answer lost",
                found.isEmpty()
                        ? "the order's answer was lost; looking for it"
                        : "there are traces of the order, and not enough of them yet",
                false,
                LOOK_EVERY);
    }

    private static Outcome ordered(Turn turn, String instanceId, String orderNumber) {
        turn.tell(new ProvisioningEvent.Ordered(turn.runId(), orderNumber, instanceId));
        return new Outcome.Reached(new Ordered(instanceId, orderNumber));
    }

    /** An earlier copy that left no trace may have arrived after all, and may be what this one was refused for. */
    private Outcome refusedAgain(Turn turn, Claim claim, ApiException.Rejected no) {
        OrderEvidence.Found found = evidence.gather(turn, claim);
        turn.tell(new ProvisioningEvent.Recovering(turn.runId(), name(), found.told()));
        return found.theOne()
                .map(order -> ordered(turn, order.instanceId(), order.number()))
                .orElseThrow(() -> {
                    List<String> told = new ArrayList<>(found.told());
                    told.add("an earlier copy of the order was cut off and left no trace");
                    told.add(said(no));
                    return new ProvisioningException.Unknown(
                            turn.where(no.requestId().orElse(null), no), told);
                });
    }

    /** A clear no ends the run with nothing ordered. */
    private static RuntimeException refused(Turn turn, ApiException.Rejected no) {
        return new ProvisioningException.Invalid(
                turn.where(no.requestId().orElse(null), no),
                List.of(new Violation(
                        "order",
                        said(no),
                        "an order that the service accepts",
                        no.rejection().remedy())));
    }

    private static String said(ApiException.Rejected no) {
        return "the service answered the order with \"" + no.rejection().message() + "\"";
    }
}
