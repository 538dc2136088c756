package io.github.iothubsdk.examples.temporal;

import io.temporal.activity.ActivityInterface;
import java.time.Duration;

/** What a worker does for the workflow. Temporal may call each of them again: both are safe to repeat. */
@ActivityInterface
public interface HubActivities {

    /** Journals the run under this id, unless it is there. */
    void begin(String run, String name);

    /** Takes one turn; it never waits for an instance. */
    Turn advance(String run);

    /**
     * What came of a turn.
     *
     * @param after when to take the next one, unless it is done
     * @param instanceId once it is done; else empty
     */
    record Turn(Duration after, String instanceId) {

        boolean done() {
            return !instanceId.isEmpty();
        }
    }
}
