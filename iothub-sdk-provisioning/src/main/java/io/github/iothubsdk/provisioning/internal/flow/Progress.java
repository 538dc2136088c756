package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole state of a run. Immutable.
 *
 * @param runId the run
 * @param request what is wanted; without its password when it was read from a journal
 * @param clientToken made once for the run and sent with every copy of its order
 * @param place where its calls go
 * @param owner whose it is; empty until the service has told
 * @param begunAt when it was first journaled
 * @param origin why it was begun
 * @param milestones by the step that left them, in the order in which they were reached
 * @param claim what the step that is next was about to do, open or released
 * @param lastSeen what was seen last while waiting
 * @param stopped why it stopped last, when nothing has been done since
 * @param ended how it ended
 */
public record Progress(
        RunId runId,
        CreateInstanceRequest request,
        String clientToken,
        Place place,
        Optional<Owner> owner,
        Instant begunAt,
        Origin origin,
        Map<String, Milestone> milestones,
        Optional<Claim> claim,
        Optional<Observation> lastSeen,
        Optional<Stop> stopped,
        Optional<Ending> ended) {

    /** A run that has only begun. */
    public static Progress begun(
            RunId runId,
            CreateInstanceRequest request,
            String clientToken,
            Place place,
            Optional<Owner> owner,
            Instant at) {
        return new Progress(
                runId,
                request,
                clientToken,
                place,
                owner,
                at,
                Origin.CALL,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether a run that ended like this may still order, or leaves open what it has ordered. */
    static boolean mayStillOrder(Optional<Ending> ended) {
        return ended.filter(ending -> ending != Ending.UNKNOWN).isEmpty();
    }

    /** Whether it is proved that nothing was ordered: no claim is in doubt, and no order is known. */
    boolean orderedNothing() {
        return hasBoughtNothing() && claim.filter(Claim::inDoubt).isEmpty();
    }

    /** Whether no order is known. */
    boolean hasBoughtNothing() {
        return milestones.values().stream()
                .allMatch(milestone -> milestone.bought().isEmpty());
    }

    /** Whether an order or a payment was ever about to be sent. */
    boolean hasAskedForAnything() {
        return claim.isPresent() || !hasBoughtNothing();
    }

    /** Whether it was refused before it had asked for anything. */
    boolean wasRefusedAtOnce() {
        return ended.filter(Ending.INVALID::equals).isPresent() && !hasAskedForAnything();
    }

    /** Whether it has ended and its approval is as good as before: it goes on with the next use of that, until it is given up. */
    public boolean leavesItsApproval() {
        return approved().isPresent() && wasRefusedAtOnce();
    }

    /** What is known of its order. */
    public Optional<KnownOrder> order() {
        Optional<KnownOrder> order = Optional.empty();
        for (Milestone milestone : milestones.values()) {
            order = milestone.order(order);
        }
        return order;
    }

    /** The milestone of this type, when it is reached. */
    public <M extends Milestone> Optional<M> find(Class<M> type) {
        return milestones.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** The milestone of this type, which an earlier step has left. */
    public <M extends Milestone> M get(Class<M> type) {
        return find(type).orElseThrow(() -> new IllegalStateException("not reached: " + type.getSimpleName()));
    }

    /** The claim of this step of which it is not proved that nothing came. */
    public Optional<Claim> doubt(String step) {
        return claim.filter(claim -> claim.inDoubt() && claim.step().equals(step));
    }

    Progress reached(String step, Milestone milestone) {
        Map<String, Milestone> more = new LinkedHashMap<>(milestones);
        more.put(step, milestone);
        return with(request, owner, more, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With this claim, whether open or released. */
    Progress claimed(Claim next) {
        return with(request, owner, milestones, Optional.of(next), lastSeen, Optional.empty());
    }

    Progress saw(Observation observation) {
        return with(request, owner, milestones, claim, Optional.of(observation), Optional.empty());
    }

    Progress stopped(Optional<Stop> why) {
        return new Progress(
                runId, request, clientToken, place, owner, begunAt, origin, milestones, claim, lastSeen, why, ended);
    }

    /** The same, begun for this reason. */
    Progress because(Origin why) {
        return new Progress(
                runId, request, clientToken, place, owner, begunAt, why, milestones, claim, lastSeen, stopped, ended);
    }

    /** Who had agreed to it, when somebody was asked to. */
    public Optional<Approved> approved() {
        return origin.approved();
    }

    /** What is to be the run's in place of an order of its own. */
    public Optional<String> adopts() {
        return origin.adopts();
    }

    /** With another ceiling. */
    Progress with(CreateInstanceRequest other) {
        return with(other, owner, milestones, claim, lastSeen, ended);
    }

    /** With what the journal does not hold. */
    Progress completed(CreateInstanceRequest whole) {
        return with(whole).stopped(stopped);
    }

    Progress ownedBy(Owner whose) {
        return with(request, Optional.of(whose), milestones, claim, lastSeen, ended);
    }

    /** Going on after it had ended; what was agreed to beforehand is held against what is there now, from the start. */
    Progress takenUp() {
        boolean anew = approved().isPresent() && ended.isPresent() && !hasAskedForAnything();
        return with(request, owner, anew ? Map.of() : milestones, claim, lastSeen, Optional.empty());
    }

    Progress ended(Ending ending) {
        return with(request, owner, milestones, claim, lastSeen, Optional.of(ending));
    }

    private Progress with(
            CreateInstanceRequest wanted,
            Optional<Owner> whose,
            Map<String, Milestone> reached,
            Optional<Claim> claimed,
            Optional<Observation> seen,
            Optional<Ending> ending) {
        return new Progress(
                runId,
                wanted,
                clientToken,
                place,
                whose,
                begunAt,
                origin,
                reached,
                claimed,
                seen,
                Optional.empty(),
                ending);
    }
}
