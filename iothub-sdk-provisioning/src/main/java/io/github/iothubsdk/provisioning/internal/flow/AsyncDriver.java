package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Drives many runs on few threads: a run that waits holds a timer and no thread. Thread-safe. */
public final class AsyncDriver implements AutoCloseable {

    private static final String CLOSED = "the client was closed.";

    private final Flow flow;
    private final Ticker ticker;
    private final Executor workers;
    private final Consumer<ProvisioningEvent> listener;
    private final Set<Flight> flights = ConcurrentHashMap.newKeySet();

    /** Takes turns on these workers, and waits on this ticker. */
    public AsyncDriver(Flow flow, Ticker ticker, Executor workers, Consumer<ProvisioningEvent> listener) {
        this.flow = flow;
        this.ticker = ticker;
        this.workers = workers;
        this.listener = listener;
    }

    /**
     * Drives a run; the future fails with what the blocking driver would throw, and cancelling it leaves the run
     * resumable.
     *
     * @param opening gives the run, on a worker
     */
    public CompletableFuture<Progress> drive(Supplier<Run> opening, List<Step> steps, Deadline budget) {
        Flight flight = new Flight(opening, steps, budget);
        flights.add(flight);
        var unused = flight.landed.whenComplete((progress, failure) -> {
            flights.remove(flight);
            flight.stopBetweenTurns();
        });
        flight.turnSoon();
        return flight.landed;
    }

    /** Stops every run where it is; each future fails with {@link ProvisioningException.Unfinished}. */
    @Override
    public void close() {
        flights.forEach(flight -> flight.stop(CLOSED));
    }

    /** One run under way; its turns follow one another under a lock, and the run is given up under the same one. */
    private final class Flight {

        private final CompletableFuture<Progress> landed = new CompletableFuture<>();
        private final ReentrantLock turning = new ReentrantLock();
        private final AtomicReference<@Nullable String> stopping = new AtomicReference<>();
        private final Supplier<Run> opening;
        private final List<Step> steps;
        private final Deadline budget;
        private Optional<Run> run = Optional.empty();
        private Optional<Future<?>> timer = Optional.empty();
        private String step;

        Flight(Supplier<Run> opening, List<Step> steps, Deadline budget) {
            this.opening = opening;
            this.steps = steps;
            this.budget = budget;
            this.step = steps.get(0).name();
        }

        void turnSoon() {
            try {
                workers.execute(this::turn);
            } catch (RejectedExecutionException e) {
                stop(CLOSED);
            }
        }

        /** Stops at once between two turns, else when the turn under way is over: until then nobody may resume it. */
        void stop(String why) {
            stopping.compareAndSet(null, why);
            stopBetweenTurns();
        }

        private void stopBetweenTurns() {
            if ((stopping.get() != null || landed.isDone()) && turning.tryLock()) {
                try {
                    end();
                } finally {
                    turning.unlock();
                }
            }
        }

        private void turn() {
            turning.lock();
            try {
                if (!isStopped()) {
                    takeTurn();
                }
            } catch (ApiException.Interrupted e) {
                stopping.compareAndSet(null, CLOSED);
            } catch (RuntimeException | Error e) {
                letGo();
                landed.completeExceptionally(e);
            } finally {
                turning.unlock();
            }
            stopBetweenTurns();
        }

        private void takeTurn() {
            if (run.isEmpty()) {
                run = Optional.of(opening.get());
            }
            Run open = run.get();
            Optional<Flow.Wait> wait = flow.advance(open, steps, budget, this::isStopped);
            if (isStopped()) {
                return;
            }
            if (wait.isPresent()) {
                waitFor(open, wait.get());
            } else {
                letGo();
                landed.complete(open.progress());
            }
        }

        private void waitFor(Run open, Flow.Wait wait) {
            step = wait.step();
            if (budget.passed()) {
                stopping.compareAndSet(null, "the time is used up; last seen: " + wait.seen() + ".");
                return;
            }
            listener.accept(
                    new ProvisioningEvent.Waiting(open.progress().runId(), wait.step(), wait.seen(), wait.after()));
            timer = Optional.of(ticker.schedule(budget.atMost(wait.after()), this::turnSoon));
        }

        private boolean isStopped() {
            return stopping.get() != null || landed.isDone();
        }

        private void end() {
            timer.ifPresent(due -> due.cancel(false));
            Optional<Run> open = run;
            letGo();
            String why = stopping.get();
            if (why != null && !landed.isDone()) {
                landed.completeExceptionally(
                        open.map(of -> flow.stop(of, unfinished(of, step, why))).orElseGet(AsyncDriver::neverBegun));
            }
        }

        private void letGo() {
            run.ifPresent(Run::close);
            run = Optional.empty();
        }
    }

    private static ProvisioningException unfinished(Run run, String step, String why) {
        return new ProvisioningException.Unfinished(new Where(run.progress().runId(), step, null, null), why);
    }

    private static ProvisioningException neverBegun() {
        return new ProvisioningException.Invalid(
                new Where(null, "journal", null, null),
                List.of(new Violation("client", "closed before the run was begun", "an open client", "Create again.")));
    }
}
