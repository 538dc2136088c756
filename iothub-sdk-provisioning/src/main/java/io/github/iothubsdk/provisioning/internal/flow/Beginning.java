package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run is begun with.
 *
 * @param approval somebody's word for it, where one was asked for
 * @param adopts what is there and is to be the run's
 */
record Beginning(RunId runId, CreateInstanceRequest request, Optional<ApprovedRun> approval, Optional<String> adopts) {

    static Beginning of(RunId runId, CreateInstanceRequest request) {
        return new Beginning(runId, request, Optional.empty(), Optional.empty());
    }

    /** Whose it is, when the service has told this or nothing: that of its approval, which must be the same. */
    Optional<Owner> owner(Optional<Owner> asked) {
        return approval.map(given -> given.requireSame(asked)).or(() -> asked);
    }

    /** What is there may not be what another run has ordered. */
    void requireNoDoubt(DoubtfulRuns doubtful, Place here, Optional<Owner> owner) {
        adopts.ifPresent(subject -> doubtful.requireNone(request, subject, here, owner));
    }

    Progress progress(Place here, Optional<Owner> owner, Instant at) {
        return Progress.begun(runId, request, UUID.randomUUID().toString(), here, owner, at)
                .because(new Origin(approval.map(ApprovedRun::approved), adopts));
    }
}
