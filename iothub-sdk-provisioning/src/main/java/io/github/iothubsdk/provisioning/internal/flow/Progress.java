package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole state of a run. Immutable.
 *
 * @param runId the run
 * @param request what is wanted; without its password when it was read from a journal
 * @param clientToken made once for the run and sent with every copy of its order
 * @param begunAt when it was first journaled
 * @param milestones by the step that left them, in the order in which they were reached
 * @param claim what the step that is next was about to do, open or released
 * @param lastSeen what was seen last while waiting
 * @param ended how it ended
 * @param former orders and instances of ended runs that had its name before: never what this run has bought; newest first
 */
public record Progress(
        RunId runId,
        CreateInstanceRequest request,
        String clientToken,
        Instant begunAt,
        Map<String, Milestone> milestones,
        Optional<Claim> claim,
        Optional<Sighting> lastSeen,
        Optional<Ending> ended,
        List<String> former) {

    /** What a lost order may be taken for is no older than some minutes. */
    private static final int MOST_FORMER = 100;

    /** A run that has only begun. */
    public static Progress begun(
            RunId runId, CreateInstanceRequest request, String clientToken, Instant at, List<String> former) {
        return new Progress(
                runId,
                request,
                clientToken,
                at,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(former));
    }

    /** Whether it has not ended, or in a way that leaves open what it has ordered. */
    boolean mayStillOrder() {
        return ended.filter(ending -> ending != Ending.UNKNOWN).isEmpty();
    }

    /** Whether nothing has been done yet. */
    public boolean isNew() {
        return milestones.isEmpty() && claim.isEmpty() && lastSeen.isEmpty() && ended.isEmpty();
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

    /** The claim of this step of which nobody knows yet what came. */
    Optional<Claim> openClaim(String step) {
        return claim.filter(claim -> claim.open() && claim.step().equals(step));
    }

    Progress reached(String step, Milestone milestone) {
        Map<String, Milestone> more = new LinkedHashMap<>(milestones);
        more.put(step, milestone);
        return new Progress(
                runId,
                request,
                clientToken,
                begunAt,
                more,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                former);
    }

    /** With this claim, whether open or released. */
    Progress claimed(Claim next) {
        return new Progress(
                runId,
                request,
                clientToken,
                begunAt,
                milestones,
                Optional.of(next),
                lastSeen,
                Optional.empty(),
                former);
    }

    Progress saw(Sighting sighting) {
        return new Progress(
                runId,
                request,
                clientToken,
                begunAt,
                milestones,
                claim,
                Optional.of(sighting),
                Optional.empty(),
                former);
    }

    /** Knowing more of the runs that had its name. */
    Progress after(List<String> others) {
        List<String> all = newest(others, former);
        return new Progress(runId, request, clientToken, begunAt, milestones, claim, lastSeen, ended, all);
    }

    /** What was bought under its name: by this run, and by former ones. */
    List<String> bought() {
        List<String> own = milestones.values().stream()
                .flatMap(milestone -> milestone.bought().stream())
                .toList();
        return newest(own, former);
    }

    private static List<String> newest(List<String> ids, List<String> older) {
        return Stream.concat(ids.stream(), older.stream())
                .distinct()
                .limit(MOST_FORMER)
                .toList();
    }

    Progress with(CreateInstanceRequest other) {
        return new Progress(runId, other, clientToken, begunAt, milestones, claim, lastSeen, Optional.empty(), former);
    }

    Progress ended(Ending ending) {
        return new Progress(
                runId, request, clientToken, begunAt, milestones, claim, lastSeen, Optional.of(ending), former);
    }
}
