package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous run; its turns follow one another under a lock, and the run is given up under the same one.
 * Thread-safe.
 */
public final class AsyncRun {

    static final Stop CLOSED = new Stop(UnfinishedReason.CLIENT_CLOSED, "the client was closed.");

    /** Why it stops. */
    record Stop(UnfinishedReason reason, String words) {}

    /**
     * What it is doing.
     *
     * @param waiting whether its next turn is scheduled; one that is due counts as work, also before a thread takes it
     * @param step the step that it is at; empty before the first turn is over
     * @param seen what it waits for
     */
    public record Status(boolean waiting, String step, String seen) {}

    private final AtomicReference<Status> status = new AtomicReference<>(new Status(false, "", ""));
    private final CompletableFuture<Progress> result = new CompletableFuture<>();
    private final ReentrantLock turning = new ReentrantLock();
    private final ReentrantLock interrupting = new ReentrantLock();
    private final AtomicReference<@Nullable Stop> stopping = new AtomicReference<>();
    private final AsyncDriver.Dependencies dependencies;
    private final Opening opening;
    private final Drive drive;
    private volatile boolean owned;
    private Optional<Run> run = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private @Nullable Thread worker;

    AsyncRun(AsyncDriver.Dependencies dependencies, Opening opening, Deadline budget) {
        this.dependencies = dependencies;
        this.opening = opening;
        this.drive = new Drive(dependencies.engine(), dependencies.listener(), budget);
    }

    /** What it is doing, until its result is complete. */
    public Status status() {
        return Objects.requireNonNull(status.get());
    }

    /** Whether a turn is under way, or what it has opened is not let go of yet: until then nobody may resume it. */
    public boolean isHeld() {
        return turning.isLocked() || owned;
    }

    /** Fails with what the blocking driver would throw. */
    public CompletableFuture<Progress> result() {
        return result;
    }

    /** Where no thread can be had, the run stops, resumable. */
    void turnSoon() {
        status.set(new Status(false, status().step(), ""));
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
            run = Optional.of(opening.run().get());
            owned = true;
        }
        Run open = run.get();
        Status working = new Status(false, open.nextStep().map(Step::name).orElse(""), "");
        status.set(working);
        Optional<Duration> pause = drive.turn(open, this::isStopped);
        if (isStopped()) {
            return;
        }
        if (pause.isPresent()) {
            timer = Optional.of(dependencies.timeSource().schedule(pause.get(), this::turnSoon));
            drive.waiting().ifPresent(wait -> waitFrom(working, wait));
        } else {
            letGo();
            result.complete(open.progress());
        }
    }

    /** Only once its next turn is scheduled, and not when that is due already: who sees it wait may move the time. */
    private void waitFrom(Status working, StepEngine.Wait wait) {
        status.compareAndSet(working, new Status(true, wait.step(), wait.seen()));
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
                    open.map(of -> drive.stop(of, why.reason(), why.words())).orElseGet(opening::never));
        }
    }

    private void letGo() {
        Optional<Run> open = run;
        run = Optional.empty();
        try {
            open.ifPresent(Run::close);
        } catch (RuntimeException e) {
            // A journal that fails here lets go of the run by itself: by the end of its lease, or of this process.
        } finally {
            owned = false;
        }
    }
}
