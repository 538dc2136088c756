package io.github.iothubsdk.provisioning.model;

import java.time.Duration;

/** What one turn of a run came to; for callers that do the waiting themselves. */
public sealed interface Advance {

    /** The run has reached its end. */
    record Finished(ProvisioningResult provisioned) implements Advance {}

    /**
     * The run waits for the service.
     *
     * @param step the step that waits
     * @param seen what was seen last
     * @param after when to call again; sooner does no harm
     */
    record Waiting(String step, String seen, Duration after) implements Advance {}
}
