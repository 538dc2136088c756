package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The engine: skips what is reached, recovers what is claimed, attempts the rest. Knows no step by name.
 *
 * <p>Claim, act, record: before a step that changes the world the claim is durably journaled, after it the milestone.
 * Crash safety is written here, once. Never waits; a {@link Driver} does.
 */
public final class Flow {

    private final Ticker ticker;
    private final Supplier<Instant> serviceTime;
    private final Supplier<Duration> untilFree;
    private final Consumer<ProvisioningEvent> listener;

    /**
     * Dates claims and sightings by the service's time, so that they outlive jumps of this machine's clock.
     *
     * @param untilFree how long until the rate limit lets a whole turn's calls pass
     */
    public Flow(
            Ticker ticker,
            Supplier<Instant> serviceTime,
            Supplier<Duration> untilFree,
            Consumer<ProvisioningEvent> listener) {
        this.ticker = ticker;
        this.serviceTime = serviceTime;
        this.untilFree = untilFree;
        this.listener = listener;
    }

    /**
     * Goes as far as it can without waiting.
     *
     * @return empty when every step is reached; else what the step in turn waits for
     * @throws ProvisioningException when it cannot go on, after noting the ending in the journal
     * @throws ApiException.Interrupted when the thread is interrupted during a call
     */
    public Optional<Wait> advance(Run run, List<Step> steps, Deadline deadline) {
        return advance(run, steps, deadline, () -> false);
    }

    /** As above, and stops before the next step when it is not wanted any more. */
    Optional<Wait> advance(Run run, List<Step> steps, Deadline deadline, BooleanSupplier unwanted) {
        try {
            run.keep();
            for (Step step : steps) {
                if (unwanted.getAsBoolean()) {
                    return Optional.of(new Wait(step.name(), "not wanted any more", Duration.ZERO));
                }
                Optional<Wait> wait = reach(step, run, deadline);
                if (wait.isPresent()) {
                    return wait;
                }
            }
            run.end(Ending.DONE);
            return Optional.empty();
        } catch (ProvisioningException e) {
            throw stop(run, e);
        } catch (JournalException e) {
            throw stop(run, Unforeseen.journalFailed(run, e));
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            throw stop(run, Unforeseen.unexpected(run, steps, e));
        }
    }

    /**
     * A step that is not done yet.
     *
     * @param step its name
     * @param seen what was seen
     * @param after when it is worth looking again
     */
    public record Wait(String step, String seen, Duration after) {}

    /** Notes how the run stopped, and tells the listener; who has lost the run cannot say how it ends. */
    ProvisioningException stop(Run run, ProvisioningException failure) {
        ProvisioningException told = failure;
        try {
            run.end(failure);
        } catch (JournalException.Owned e) {
            told = Unforeseen.journalFailed(run, e);
            told.addSuppressed(failure);
        } catch (JournalException e) {
            failure.addSuppressed(e);
        }
        listener.accept(new ProvisioningEvent.Stopped(run.progress().runId(), told));
        return told;
    }

    /** Takes as many turns as the step needs without waiting. */
    private Optional<Wait> reach(Step step, Run run, Deadline deadline) {
        while (!run.progress().milestones().containsKey(step.name())) {
            Duration limited = untilFree.get();
            if (!limited.isZero()) { // before the claim: what is claimed is sent at once
                return Optional.of(new Wait(step.name(), "the account's calls of this minute are used up", limited));
            }
            Optional<Outcome> recovered = recover(step, run, deadline);
            Outcome outcome = recovered.orElseGet(() -> attempt(step, run, deadline));
            Optional<Wait> wait = settle(step, run, outcome, recovered.isPresent());
            if (wait.isPresent() && !wait.get().after().isZero()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    private Outcome attempt(Step step, Run run, Deadline deadline) {
        Turn before = turn(step, run, deadline);
        Optional<Outcome> settled = looking(before, () -> step.prepare(before));
        if (settled.isPresent()) {
            return settled.get();
        }
        if (step.commits()) {
            Claim claim = run.claim(step.name(), serviceTime.get());
            listener.accept(new ProvisioningEvent.Claimed(run.progress().runId(), step.name(), claim.attempt()));
        }
        Turn turn = turn(step, run, deadline);
        try {
            return step.attempt(turn);
        } catch (ApiException e) {
            if (step.commits() && e.mayHaveHappened()) {
                run.lostAnswer(serviceTime.get());
            }
            return Weather.judge(e, turn, step.commits());
        }
    }

    private Optional<Outcome> recover(Step step, Run run, Deadline deadline) {
        Turn turn = turn(step, run, deadline);
        return run.progress()
                .openClaim(step.name())
                .flatMap(claim -> looking(turn, () -> Optional.of(step.recover(turn, claim))));
    }

    private static Optional<Outcome> looking(Turn turn, Supplier<Optional<Outcome>> look) {
        try {
            return look.get();
        } catch (ApiException e) {
            return Optional.of(Weather.judge(e, turn, false));
        }
    }

    private static Optional<Wait> settle(Step step, Run run, Outcome outcome, boolean recovering) {
        if (outcome instanceof Outcome.Reached reached) {
            run.reach(step.name(), reached.milestone());
            return Optional.empty();
        }
        if (outcome instanceof Outcome.Pending pending) {
            run.saw(step.name(), pending.seen());
            return Optional.of(new Wait(step.name(), pending.seen().words(), pending.after()));
        }
        if (outcome instanceof Outcome.Blind blind) {
            return Optional.of(new Wait(step.name(), blind.why(), blind.after()));
        }
        Outcome.NotDone notDone = (Outcome.NotDone) outcome;
        run.progress().openClaim(step.name()).ifPresent(claim -> run.release(claim, !recovering));
        return Optional.of(new Wait(step.name(), notDone.why(), notDone.after()));
    }

    private Turn turn(Step step, Run run, Deadline deadline) {
        return new Turn(step, run.progress(), deadline, ticker, serviceTime, listener, run::confirm);
    }
}
