package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Drives many runs on few threads: a run that waits holds a timer and no thread. Thread-safe. */
public final class AsyncDriver implements AutoCloseable {

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
        var unused = flight.landed.whenComplete((progress, failure) -> flights.remove(flight));
        flight.turnSoon();
        return flight.landed;
    }

    /** Stops every run where it is; each future fails with {@link ProvisioningException.Unfinished}. */
    @Override
    public void close() {
        flights.forEach(flight -> flight.stop("the client was closed."));
    }

    /** One run under way; its turns follow one another, so its fields need no lock. */
    private final class Flight {
        private final CompletableFuture<Progress> landed = new CompletableFuture<>();
        private final Supplier<Run> opening;
        private final List<Step> steps;
        private final Deadline budget;
        private volatile Optional<Run> run = Optional.empty();
        private volatile String step;

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
                stop("the client was closed.");
            }
        }

        private void turn() {
            try {
                if (run.isEmpty()) {
                    run = Optional.of(opening.get());
                }
                if (landed.isDone()) {
                    letGo();
                    return;
                }
                flow.advance(run.get(), steps, budget).ifPresentOrElse(this::waitFor, this::land);
            } catch (ApiException.Interrupted e) {
                stop("the client was closed.");
            } catch (RuntimeException e) {
                letGo();
                landed.completeExceptionally(e);
            }
        }

        private void waitFor(Flow.Wait wait) {
            step = wait.step();
            if (budget.passed()) {
                stop("the time is used up; last seen: " + wait.seen() + ".");
                return;
            }
            listener.accept(new ProvisioningEvent.Waiting(
                    run.orElseThrow().progress().runId(), wait.step(), wait.seen(), wait.after()));
            var unused = ticker.schedule(budget.atMost(wait.after()), this::turnSoon);
        }

        private void land() {
            Progress progress = run.orElseThrow().progress();
            letGo();
            landed.complete(progress);
        }

        void stop(String why) {
            Optional<Run> open = run;
            var failure = new ProvisioningException.Unfinished(
                    new Where(open.map(r -> r.progress().runId()).orElse(null), step, null, null), why);
            letGo();
            landed.completeExceptionally(failure);
        }

        private void letGo() {
            run.ifPresent(Run::close);
        }
    }
}
