package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a run is opened on a worker, and what is known when it never is.
 *
 * @param run opens it
 * @param isNew whether the journal cannot have it yet
 * @param runId the run, when the journal has it already
 */
public record Opening(Supplier<Run> run, boolean isNew, Optional<RunId> runId) {

    /** A run that the journal cannot have yet. */
    public static Opening fresh(Supplier<Run> run) {
        return new Opening(run, true, Optional.empty());
    }

    /** A run that the journal may have already, under a key of the caller's. */
    public static Opening byKey(Supplier<Run> run) {
        return new Opening(run, false, Optional.empty());
    }

    /** A run that the journal has. */
    public static Opening known(RunId runId, Supplier<Run> run) {
        return new Opening(run, false, Optional.of(runId));
    }

    /** What is said when the client was closed before: "nothing was ordered" only of a run that is new. */
    ProvisioningException never() {
        if (isNew) {
            return new ProvisioningException.Invalid(
                    new Where(null, StepIds.JOURNAL, null, null),
                    List.of(Violation.of(
                            "client-closed",
                            "client",
                            "closed before the run was begun",
                            "an open client",
                            "Create again.")));
        }
        return new ProvisioningException.Unfinished(
                new Where(runId.orElse(null), StepIds.JOURNAL, null, null),
                UnfinishedReason.CLIENT_CLOSED,
                "the client was closed before it took the run up.");
    }
}
