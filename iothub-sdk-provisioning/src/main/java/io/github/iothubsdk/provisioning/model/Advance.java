package io.github.iothubsdk.provisioning.model;

import java.time.Duration;

/** What one turn of a run came to; for callers that do the waiting themselves. There are these two, which may tell more one day. */
public sealed interface Advance {

    /** The run has reached its end. */
    sealed interface Finished extends Advance permits Advances.Finished {
        /** What it came to. */
        ProvisioningResult provisioned();
    }

    /** The run waits for the service. */
    sealed interface Waiting extends Advance permits Advances.Waiting {
        /** The step that waits. */
        String step();

        /** What was seen last. */
        String seen();

        /** When to call again; sooner does no harm. */
        Duration after();
    }

    /** A {@link Finished}. */
    static Finished finished(ProvisioningResult provisioned) {
        return new Advances.Finished(provisioned);
    }

    /** A {@link Waiting}. */
    static Waiting waiting(String step, String seen, Duration after) {
        return new Advances.Waiting(step, seen, after);
    }
}
