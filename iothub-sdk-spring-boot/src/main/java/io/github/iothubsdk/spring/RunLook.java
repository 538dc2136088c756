package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Instant;
import java.util.List;

/**
 * What one look at the journal has found.
 *
 * @param open the runs that have not ended, or ended in doubt
 * @param failure why the journal could not be read; empty when it could
 */
record RunLook(Instant at, List<RunSummary> open, String failure) {

    /** Of these nobody can tell whether they have ordered. */
    List<RunSummary> inDoubt() {
        return open.stream().filter(RunLook::isInDoubt).toList();
    }

    /** These wait until somebody has decided or mended something. */
    List<RunSummary> forAPerson() {
        return open.stream().filter(run -> !isInDoubt(run) && !mayGoOn(run)).toList();
    }

    static boolean isInDoubt(RunSummary run) {
        return run.ended().filter(Ending.UNKNOWN::equals).isPresent();
    }

    static boolean mayGoOn(RunSummary run) {
        return run.reason().map(UnfinishedReason::mayPass).orElse(true);
    }
}
