package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Drives many runs on few threads: a run that waits holds a timer and no thread. Thread-safe. */
public final class AsyncDriver implements AutoCloseable {

    /** What its runs have in common. */
    record Dependencies(
            StepEngine engine, TimeSource timeSource, Executor workers, Consumer<ProvisioningEvent> listener) {}

    private final Dependencies dependencies;
    private final Set<AsyncRun> runs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes turns on these workers, and waits on this clock. */
    public AsyncDriver(
            StepEngine engine, TimeSource timeSource, Executor workers, Consumer<ProvisioningEvent> listener) {
        this.dependencies = new Dependencies(engine, timeSource, workers, listener);
    }

    /**
     * Drives a run that is opened on a worker; fails as the blocking driver does, and cancelling leaves it resumable.
     */
    public AsyncRun drive(Opening opening, Deadline budget) {
        AsyncRun run = new AsyncRun(dependencies, opening, budget);
        runs.add(run);
        var unused = run.result().whenComplete((progress, failure) -> {
            runs.remove(run);
            run.stopBetweenTurns();
        });
        if (closed.get()) {
            run.stop(AsyncRun.CLOSED);
        } else {
            run.turnSoon();
        }
        return run;
    }

    /** Stops every run where it is; each future fails with {@link ProvisioningException.Unfinished}. */
    @Override
    public void close() {
        closed.set(true);
        runs.forEach(run -> run.stop(AsyncRun.CLOSED));
        runs.forEach(AsyncRun::interrupt);
    }
}
