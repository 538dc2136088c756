package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.model.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One asynchronous run; its turns follow one another under a lock, and the run is given up under the same one. */
final class AsyncRun {

    static final Stop CLOSED = new Stop(UnfinishedReason.CLIENT_CLOSED, "the client was closed.");

    /** Why it stops. */
    record Stop(UnfinishedReason reason, String words) {}

    private final CompletableFuture<Progress> result = new CompletableFuture<>();
    private final ReentrantLock turning = new ReentrantLock();
    private final ReentrantLock interrupting = new ReentrantLock();
    private final AtomicReference<@Nullable Stop> stopping = new AtomicReference<>();
    private final AsyncDriver.Dependencies dependencies;
    private final Optional<RunId> known;
    private final Supplier<Run> opening;
    private final Drive drive;
    private Optional<Run> run = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private @Nullable Thread worker;

    AsyncRun(AsyncDriver.Dependencies dependencies, Optional<RunId> known, Supplier<Run> opening, Deadline budget) {
        this.dependencies = dependencies;
        this.known = known;
        this.opening = opening;
        this.drive = new Drive(dependencies.engine(), dependencies.listener(), budget);
    }

    /** Fails with what the blocking driver would throw. */
    CompletableFuture<Progress> result() {
        return result;
    }

    /** Where no thread can be had, the run stops, resumable. */
    void turnSoon() {
        try {
            dependencies.workers().execute(this::turn);
        } catch (RuntimeException | Error e) {
            stop(new Stop(
                    UnfinishedReason.CLIENT_CLOSED,
                    "no thread could be had for it (" + e.getClass().getName() + ")."));
        }
    }

    void interrupt() {
        interrupting.lock();
        try {
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            interrupting.unlock();
        }
    }

    /** From a turn's end on nobody interrupts the thread, which goes on with another run. */
    private void workOn(@Nullable Thread thread) {
        interrupting.lock();
        try {
            worker = thread;
        } finally {
            interrupting.unlock();
        }
        if (thread == null) {
            Thread.interrupted();
        }
    }

    /** Stops at once between two turns, else when the turn under way is over: until then nobody may resume it. */
    void stop(Stop why) {
        stopping.compareAndSet(null, why);
        stopBetweenTurns();
    }

    /** Not from within a turn: code of the caller's may cancel the run that it is asked about, on the run's own thread. */
    void stopBetweenTurns() {
        boolean stopped = stopping.get() != null || result.isDone();
        if (stopped && !turning.isHeldByCurrentThread() && turning.tryLock()) {
            try {
                end();
            } finally {
                turning.unlock();
            }
        }
    }

    private void turn() {
        turning.lock();
        workOn(Thread.currentThread());
        try {
            if (!isStopped()) {
                takeTurn();
            }
        } catch (ApiException.Interrupted e) {
            stopping.compareAndSet(null, CLOSED);
        } catch (Throwable e) { // code of the caller's may throw anything
            letGo();
            result.completeExceptionally(e);
        } finally {
            workOn(null);
            turning.unlock();
        }
        stopBetweenTurns();
    }

    private void takeTurn() {
        if (run.isEmpty()) {
            run = Optional.of(opening.get());
        }
        Run open = run.get();
        Optional<Duration> pause = drive.turn(open, this::isStopped);
        if (isStopped()) {
            return;
        }
        if (pause.isPresent()) {
            timer = Optional.of(dependencies.timeSource().schedule(pause.get(), this::turnSoon));
        } else {
            letGo();
            result.complete(open.progress());
        }
    }

    private boolean isStopped() {
        return stopping.get() != null || result.isDone();
    }

    private void end() {
        timer.ifPresent(due -> due.cancel(false));
        Optional<Run> open = run;
        letGo();
        Stop why = stopping.get();
        if (why != null && !result.isDone()) {
            result.completeExceptionally(
                    open.map(of -> drive.stop(of, why.reason(), why.words())).orElseGet(this::neverOpened));
        }
    }

    private void letGo() {
        Optional<Run> open = run;
        run = Optional.empty();
        try {
            open.ifPresent(Run::close);
        } catch (RuntimeException e) {
            // A journal that fails here lets go of the run by itself: by the end of its lease, or of this process.
        }
    }

    private ProvisioningException neverOpened() {
        if (known.isPresent()) {
            return new ProvisioningException.Unfinished(
                    new Where(known.get(), "journal", null, null),
                    UnfinishedReason.CLIENT_CLOSED,
                    "the client was closed before it took the run up.");
        }
        return new ProvisioningException.Invalid(
                new Where(null, "journal", null, null),
                List.of(new Violation("client", "closed before the run was begun", "an open client", "Create again.")));
    }
}
