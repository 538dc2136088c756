package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.internal.words.LoggedRun;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The engine: skips what is reached, recovers what is claimed, attempts the rest. Knows no step by name.
 *
 * <p>Claim, act, record: before a step that changes the world the claim is durably journaled, after it the milestone.
 * Crash safety is written here, once. Never waits; a {@link Drive} does.
 */
public final class StepEngine {

    /**
     * What turns are made of.
     *
     * @param time dates claims and sightings, so that they outlive jumps of this machine's clock
     * @param untilFree how long until the rate limit lets a whole turn's calls pass
     * @param closed whether the client was closed
     */
    public record Dependencies(
            Runs runs,
            TimeSource timeSource,
            ServiceTime time,
            Supplier<Duration> untilFree,
            BooleanSupplier closed,
            Consumer<ProvisioningEvent> listener) {

        /** The same for runs whose events go elsewhere. */
        public Dependencies telling(Consumer<ProvisioningEvent> other) {
            return new Dependencies(runs, timeSource, time, untilFree, closed, other);
        }

        void requireOpen(Where where) {
            if (closed.getAsBoolean()) {
                throw new ProvisioningException.Unfinished(
                        where, UnfinishedReason.CLIENT_CLOSED, "the client was closed.");
            }
        }
    }

    private final Dependencies dependencies;
    private final StepRunner runner;

    /** Makes turns of these. */
    public StepEngine(Dependencies dependencies) {
        this.dependencies = dependencies;
        this.runner = new StepRunner(dependencies);
    }

    /**
     * Goes as far as it can without waiting.
     *
     * @return empty when every step is reached; else what the step in turn waits for
     * @throws ProvisioningException when it cannot go on, after noting the ending in the journal
     * @throws ApiException.Interrupted when the thread is interrupted during a call
     */
    public Optional<Wait> advance(Run run, Deadline deadline) {
        return advance(run, deadline, () -> false);
    }

    /** As above, and stops before the next step when it is not wanted any more. */
    Optional<Wait> advance(Run run, Deadline deadline, BooleanSupplier unwanted) {
        String before = LoggedRun.enter(run.progress().runId().value());
        AtomicReference<String> at = new AtomicReference<>(StepIds.JOURNAL);
        try {
            run.keep();
            Optional<Wait> wait = advance(run, deadline, unwanted, at);
            if (wait.isEmpty()) {
                run.end(Ending.DONE);
            }
            return wait;
        } catch (ProvisioningException e) {
            throw stop(
                    run,
                    UnexpectedFailures.isOurs(run, e)
                            ? e
                            : UnexpectedFailures.unexpected(run, String.valueOf(at.get()), e));
        } catch (JournalException e) {
            throw stop(run, UnexpectedFailures.journalFailed(run, e));
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            throw stop(run, UnexpectedFailures.unexpected(run, String.valueOf(at.get()), e));
        } finally {
            LoggedRun.enter(before);
        }
    }

    /** Also a run of which no step is left is told to its own account alone. */
    private Optional<Wait> advance(Run run, Deadline deadline, BooleanSupplier unwanted, AtomicReference<String> at) {
        at.set(run.nextStep().map(Step::name).orElse(StepIds.DONE));
        if (unwanted.getAsBoolean()) {
            return Optional.of(unwanted(at));
        }
        Optional<Wait> wait = runner.pass(String.valueOf(at.get()), run, deadline);
        Optional<Step> next = run.nextStep(); // only now: a run that is taken up may start anew
        while (wait.isEmpty() && next.isPresent()) {
            at.set(next.get().name());
            wait = unwanted.getAsBoolean() ? Optional.of(unwanted(at)) : runner.reach(next.get(), run, deadline);
            next = run.nextStep();
        }
        return wait;
    }

    private static Wait unwanted(AtomicReference<String> at) {
        return new Wait(String.valueOf(at.get()), "not wanted any more", Duration.ZERO);
    }

    /** For looking at a run without taking a turn of it. */
    public StepContext lookOnly(Run run, String step, Deadline deadline) {
        return new StepContext(step, run, deadline, dependencies);
    }

    /**
     * Makes sure that the credentials are those of the run's account.
     *
     * @throws ProvisioningException.Unfinished when they are not, or when that cannot be told
     */
    public void requireOwner(Run run, StepContext context) {
        try {
            dependencies.runs().gate().pass(run, context);
        } catch (ApiException.Interrupted e) {
            throw e;
        } catch (ApiException e) {
            throw FailureClassifier.unfinished(e, context, "");
        }
    }

    /**
     * A step that is not done yet.
     *
     * @param step its name
     * @param seen what was seen
     * @param after when it is worth looking again
     * @param unfinished why the run is not finished when its time ends here
     * @param cutOff whether the end of the time itself kept it from seeing anything
     */
    public record Wait(String step, String seen, Duration after, UnfinishedReason unfinished, boolean cutOff) {

        Wait(String step, String seen, Duration after, UnfinishedReason unfinished) {
            this(step, seen, after, unfinished, false);
        }

        Wait(String step, String seen, Duration after) {
            this(step, seen, after, UnfinishedReason.TIME_USED_UP);
        }
    }

    /** Notes how the run stopped, and tells the listener; who has lost the run cannot say how it ends. */
    ProvisioningException stop(Run run, ProvisioningException failure) {
        ProvisioningException told = UnexpectedFailures.truthful(run, failure);
        try {
            run.end(told);
        } catch (JournalException.Owned e) {
            told = UnexpectedFailures.journalFailed(run, e);
            told.addSuppressed(failure);
        } catch (JournalException e) {
            told.addSuppressed(e);
        }
        dependencies.listener().accept(ProvisioningEvent.stopped(run.progress().runId(), told));
        return told;
    }
}
