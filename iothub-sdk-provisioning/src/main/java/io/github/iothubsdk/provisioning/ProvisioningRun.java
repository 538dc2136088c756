package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.internal.flow.AsyncRun;
import io.github.iothubsdk.provisioning.internal.flow.Progress;
import io.github.iothubsdk.provisioning.internal.step.CreateInstanceWorkflow;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A run that is driven without a thread of the caller's. Thread-safe.
 *
 * <pre>{@code
 * ProvisioningRun run = client.start(request);
 * log.info("run {}", run.id());
 * run.result().thenAccept(done -> log.info("{} runs", done.instance().id()));
 * }</pre>
 */
public final class ProvisioningRun {

    /**
     * What a run is doing now.
     *
     * @param phase whether it works, waits or is over
     * @param step the step that it is at, by its stable id; empty before the first
     * @param lastSeen what it waits for, for people; empty when it does not wait
     */
    public record State(Phase phase, Optional<String> step, Optional<String> lastSeen) {
        /** Refuses what is null. */
        public State {
            requireNonNull(lastSeen, "lastSeen");
            requireNonNull(phase, "phase");
            requireNonNull(step, "step");
        }
    }

    /** Whether a run works, waits or is over. */
    public enum Phase {
        /** A thread works on it, or will as soon as one is free; also when it was cancelled and its turn is not over yet. */
        WORKING,
        /** Its next turn is scheduled for later, and it holds no thread. */
        WAITING,
        /** The instance runs. */
        DONE,
        /** It failed, or was cancelled; {@link #result} says how. */
        STOPPED
    }

    private final RunId id;
    private final CompletableFuture<ProvisioningResult> result;
    private final AsyncRun underWay;

    private ProvisioningRun(RunId id, CompletableFuture<ProvisioningResult> result, AsyncRun underWay) {
        this.id = id;
        this.result = result;
        this.underWay = underWay;
    }

    /** Of one that is driven; what its end is, this listener is told. */
    static ProvisioningRun of(RunId id, AsyncRun run, Consumer<ProvisioningEvent> listener) {
        CompletableFuture<ProvisioningResult> result = run.result().thenApply(progress -> finished(progress, listener));
        // A cancelled future does not tell the one that it depends on.
        var unused = result.whenComplete((done, failure) -> run.result().cancel(true));
        return new ProvisioningRun(id, result, run);
    }

    static ProvisioningResult finished(Progress progress, Consumer<ProvisioningEvent> listener) {
        ProvisioningResult provisioned = CreateInstanceWorkflow.result(progress);
        listener.accept(ProvisioningEvent.finished(progress.runId(), provisioned));
        return provisioned;
    }

    /** Its id. The journal has the run once its first turn has begun, as the listener's {@code Begun} tells. */
    public RunId id() {
        return id;
    }

    /**
     * Completes when the instance runs.
     *
     * @return what depends on it sees a {@link ProvisioningException} as the cause of a {@code CompletionException}; it is
     *     completed on a thread of the runs, so that slow work belongs into {@code thenApplyAsync}
     */
    public CompletableFuture<ProvisioningResult> result() {
        return result;
    }

    /** What it is doing now. */
    public State state() {
        AsyncRun.Status now = underWay.status();
        if (!result.isDone()) {
            return new State(now.waiting() ? Phase.WAITING : Phase.WORKING, told(now.step()), told(now.seen()));
        }
        return new State(phaseAtTheEnd(), told(now.step()), Optional.empty());
    }

    private Phase phaseAtTheEnd() {
        if (result.isCancelled() && underWay.isHeld()) {
            return Phase.WORKING;
        }
        return result.isCompletedExceptionally() ? Phase.STOPPED : Phase.DONE;
    }

    /**
     * Stops it where it is, resumable: at once when it waits, else when its turn is over. A payment that is under way is
     * not cut off, and no other step is begun: while its turn goes on to its end, {@link #state()} is {@code WORKING}.
     * {@link #result()} ends at once, with a {@link java.util.concurrent.CancellationException}, no event tells of
     * it, and the run is in {@link ProvisioningClient#unfinishedRuns()}.
     *
     * @return whether it was not over before
     */
    public boolean cancel() {
        return result.cancel(true);
    }

    private static Optional<String> told(String text) {
        return Optional.of(text).filter(known -> !known.isEmpty());
    }

    /** Such as {@code run run-4711: WAITING at AwaitInstance}. */
    @Override
    public String toString() {
        State state = state();
        return "run " + id + ": " + state.phase()
                + state.step().map(step -> " at " + step).orElse("");
    }
}
