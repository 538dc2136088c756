package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this process knows of its runs beside the journal: passwords, which it never holds, and what was seen of those that
 * wait, of which it holds only what was news, and no monotonic time. What was seen counts only while nobody else has written
 * to the run: another owner may have sent another copy since. Thread-safe.
 */
final class RunMemory {

    static final Set<Ending> OVER = Set.of(Ending.DONE, Ending.INVALID, Ending.ABANDONED);

    /** @param entries how many entries the journal had then: when it has others now, another owner has acted since */
    private record Waiting(Optional<Observation> seen, ClaimClock.Times times, int entries) {}

    private final Map<RunId, Secret> passwords = new ConcurrentHashMap<>();
    private final Map<RunId, Waiting> waiting = new ConcurrentHashMap<>();

    void keepPassword(RunId runId, CreateInstanceRequest request) {
        request.database().password().ifPresent(password -> passwords.put(runId, password));
    }

    /** A create that begins anew after a refusal has its request's password, or the client's. */
    void forgetPassword(RunId runId) {
        passwords.remove(runId);
    }

    /** Gives the run its password, when it is known. */
    void completePassword(Run run) {
        Secret password = passwords.get(run.progress().runId());
        if (password != null) {
            CreateInstanceRequest request = run.progress().request();
            RdsDatabase rds = request.database();
            run.complete(request.toBuilder()
                    .database(RdsDatabase.of(rds.instanceId(), rds.database(), rds.host(), rds.user(), password))
                    .build());
        }
    }

    void recall(Run run) {
        Waiting known = waiting.get(run.progress().runId());
        if (known != null && known.entries() == run.entries()) {
            known.seen().ifPresent(run::recall);
            run.clock().recall(known.times());
        }
    }

    void forget(RunId runId) {
        waiting.remove(runId);
    }

    /** A run that has ended for good needs its password no more; one that waits goes on from what was seen. */
    void settle(Run run) {
        Progress progress = run.progress();
        if (progress.ended().filter(Ending.DONE::equals).isPresent()) {
            passwords.remove(progress.runId());
        }
        if (progress.ended().filter(OVER::contains).isPresent()) {
            waiting.remove(progress.runId());
        } else {
            Optional<Observation> seen = progress.ended().isPresent() ? Optional.empty() : progress.lastSeen();
            waiting.put(progress.runId(), new Waiting(seen, run.clock().times(), run.entries()));
        }
    }
}
