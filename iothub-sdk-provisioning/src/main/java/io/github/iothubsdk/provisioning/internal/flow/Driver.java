package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Drives a run to its end on the calling thread: the one place that pauses, and the one that catches interrupts. */
public final class Driver {

    private final StepEngine flow;
    private final TimeSource timeSource;
    private final Consumer<ProvisioningEvent> listener;

    /** Pauses on this ticker. */
    public Driver(StepEngine flow, TimeSource timeSource, Consumer<ProvisioningEvent> listener) {
        this.flow = flow;
        this.timeSource = timeSource;
        this.listener = listener;
    }

    /**
     * Returns when every step is reached.
     *
     * @throws ProvisioningException when it cannot go on, when the budget is used up, or when interrupted
     */
    public void drive(Run run, List<Step> steps, Deadline budget) {
        String step = steps.get(0).name();
        try {
            Optional<StepEngine.Wait> wait = flow.advance(run, steps, budget);
            while (wait.isPresent()) {
                step = wait.get().step();
                pause(run, wait.get(), budget);
                wait = flow.advance(run, steps, budget);
            }
        } catch (InterruptedException | ApiException.Interrupted e) {
            Thread.currentThread().interrupt();
            throw flow.stop(run, unfinished(run, step, UnfinishedReason.INTERRUPTED, "the thread was interrupted."));
        }
    }

    /** Goes as far as it can without waiting; an interrupt is told as {@link #drive} tells it. */
    public Optional<StepEngine.Wait> turn(Run run, List<Step> steps, Deadline deadline) {
        try {
            return flow.advance(run, steps, deadline);
        } catch (ApiException.Interrupted e) {
            throw flow.stop(
                    run,
                    unfinished(run, steps.get(0).name(), UnfinishedReason.INTERRUPTED, "the thread was interrupted."));
        }
    }

    private void pause(Run run, StepEngine.Wait wait, Deadline budget) throws InterruptedException {
        Duration pause = budget.atMost(wait.after());
        listener.accept(new ProvisioningEvent.Waiting(run.progress().runId(), wait.step(), wait.seen(), pause));
        timeSource.pause(pause);
        if (budget.passed()) {
            throw flow.stop(
                    run,
                    unfinished(
                            run,
                            wait.step(),
                            wait.unfinished(),
                            "the time is used up; last seen: " + wait.seen() + "."));
        }
    }

    private static ProvisioningException unfinished(Run run, String step, UnfinishedReason reason, String lastSeen) {
        return new ProvisioningException.Unfinished(run.where(step, null, null), reason, lastSeen);
    }
}
