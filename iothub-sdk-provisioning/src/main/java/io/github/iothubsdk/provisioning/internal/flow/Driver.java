package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Drives a run to its end on the calling thread: the one place that pauses, and the one that catches interrupts. */
public final class Driver {

    private final StepEngine engine;
    private final TimeSource timeSource;
    private final Consumer<ProvisioningEvent> listener;

    /** Pauses on this clock. */
    public Driver(StepEngine engine, TimeSource timeSource, Consumer<ProvisioningEvent> listener) {
        this.engine = engine;
        this.timeSource = timeSource;
        this.listener = listener;
    }

    /**
     * Returns when every step is reached.
     *
     * @throws ProvisioningException when it cannot go on, when the budget is used up, or when interrupted
     */
    public void drive(Run run, Deadline budget) {
        Drive drive = new Drive(engine, listener, budget);
        try {
            Optional<Duration> pause = drive.turn(run, () -> false);
            while (pause.isPresent()) {
                timeSource.pause(pause.get());
                pause = drive.turn(run, () -> false);
            }
        } catch (InterruptedException | ApiException.Interrupted e) {
            throw interrupted(run, drive);
        }
    }

    /** Goes as far as it can without waiting; an interrupt is told as {@link #drive} tells it. */
    public Optional<StepEngine.Wait> turn(Run run, Deadline deadline) {
        try {
            return engine.advance(run, deadline);
        } catch (ApiException.Interrupted e) {
            throw interrupted(run, new Drive(engine, listener, deadline));
        }
    }

    private static ProvisioningException interrupted(Run run, Drive drive) {
        Thread.currentThread().interrupt();
        return drive.stop(run, UnfinishedReason.INTERRUPTED, "the thread was interrupted.");
    }
}
