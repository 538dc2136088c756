package io.github.iothubsdk.examples.temporal;

import io.temporal.activity.ActivityInterface;

/** What a worker does for the workflow. Temporal may call each of them again: they are safe to repeat. */
@ActivityInterface
public interface HubActivities {

    /** Journals the run under this id, unless it is there. */
    void begin(String run, String name);

    /** Takes one turn; it never waits for an instance. */
    Turn turn(String run);

    /**
     * What came of a turn.
     *
     * @param again in how many milliseconds to take the next one; 0 when the run is done
     * @param instanceId once it is done
     */
    record Turn(long again, String instanceId) {}
}
