package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine.Dependencies;
import io.github.iothubsdk.provisioning.internal.flow.StepEngine.Wait;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings a run past one step: recovers what is in doubt, else looks, claims, acts and records. Crash safety is written here,
 * once.
 */
final class StepRunner {

    private final Dependencies dependencies;

    StepRunner(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** Whether the run is this account's; it is learned and journaled before anything else is asked. */
    Optional<Wait> pass(String step, Run run, Deadline deadline) {
        StepContext context = new StepContext(step, run, deadline, dependencies);
        dependencies.requireOpen(context.where(null, null));
        return looking(context, () -> {
                    dependencies.runs().gate().pass(run, context);
                    run.passed();
                    return Optional.empty();
                })
                .flatMap(outcome -> settle(step, run, outcome));
    }

    /** Takes as many turns as the step needs without waiting. */
    Optional<Wait> reach(Step step, Run run, Deadline deadline) {
        while (!run.progress().milestones().containsKey(step.name())) {
            Duration limited = dependencies.untilFree().get();
            if (!limited.isZero()) { // before the claim: what is claimed is sent at once
                return Optional.of(new Wait(step.name(), "the account's calls of this minute are used up", limited));
            }
            Optional<Wait> wait = settle(
                    step.name(), run, recover(step, run, deadline).orElseGet(() -> attempt(step, run, deadline)));
            if (wait.isPresent() && !wait.get().after().isZero()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    private Outcome attempt(Step step, Run run, Deadline deadline) {
        StepContext context = context(step, run, deadline);
        try {
            Step.Prepared prepared = step.prepare(context);
            if (prepared.outcome().isPresent()) {
                return prepared.outcome().get();
            }
            if (!step.commits()) {
                return step.attempt(context);
            }
            return commit(step, run, context, prepared);
        } catch (ApiException e) {
            return FailureClassifier.judge(e, context);
        }
    }

    /** Claim, act, record: whatever comes back but a yes is written into the claim, and looked into by recovery. */
    private Outcome commit(Step step, Run run, StepContext context, Step.Prepared prepared) {
        Claim claim = run.claim(
                step.name(), dependencies.time().now(), dependencies.time().isTrusted(), prepared.before());
        dependencies.listener().accept(ProvisioningEvent.claimed(context.runId(), step.name(), claim.attempt()));
        try {
            Outcome outcome = step.attempt(context);
            if (outcome instanceof Outcome.Answered answered) {
                return ended(
                        run, context, new Claim.Reply(answered.how(), answered.words(), null, answered.instanceId()));
            }
            return outcome;
        } catch (ApiException e) {
            if (FailureClassifier.wasNotSent(e)) {
                run.release(true);
                return FailureClassifier.judge(e, context);
            }
            Outcome ended = ended(run, context, FailureClassifier.reply(e));
            if (e instanceof ApiException.Interrupted) {
                throw e;
            }
            return ended;
        } finally {
            dependencies.runs().gate().letGo();
        }
    }

    /** What did not end with a milestone is looked into at once. */
    private Outcome ended(Run run, StepContext context, Claim.Reply reply) {
        run.ended(reply, dependencies.time().now(), dependencies.time().isTrusted());
        String state = reply.how().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return context.pending(state, reply.told(), false, Duration.ZERO);
    }

    /** Empty when nothing is in doubt, or nothing any more: then the step may act at once. */
    private Optional<Outcome> recover(Step step, Run run, Deadline deadline) {
        StepContext context = context(step, run, deadline);
        Optional<Outcome> recovered = run.progress()
                .doubt(step.name())
                .flatMap(claim -> looking(context, () -> Optional.of(step.recover(context, claim))));
        if (recovered.isPresent()
                && recovered.get() instanceof Outcome.NotDone notDone
                && notDone.after().isZero()) {
            run.release(notDone.certain());
            return Optional.empty();
        }
        return recovered;
    }

    private static Optional<Outcome> looking(StepContext context, Supplier<Optional<Outcome>> look) {
        try {
            return look.get();
        } catch (ApiException e) {
            return Optional.of(FailureClassifier.judge(e, context));
        }
    }

    private static Optional<Wait> settle(String step, Run run, Outcome outcome) {
        if (outcome instanceof Outcome.Reached reached) {
            run.reach(step, reached.milestone());
            return Optional.empty();
        }
        if (outcome instanceof Outcome.Pending pending) {
            run.saw(step, pending.seen());
            return Optional.of(new Wait(step, pending.seen().words(), pending.after(), pending.unfinished()));
        }
        if (outcome instanceof Outcome.Blind blind) {
            boolean cutOff = blind.unfinished() == UnfinishedReason.TIME_USED_UP;
            return Optional.of(new Wait(step, blind.why(), blind.after(), blind.unfinished(), cutOff));
        }
        if (outcome instanceof Outcome.Refused refused) {
            run.release(refused.certain());
            throw refused.failure();
        }
        if (outcome instanceof Outcome.Answered answered) {
            return Optional.of(new Wait(step, answered.words(), Duration.ZERO));
        }
        Outcome.NotDone notDone = (Outcome.NotDone) outcome;
        run.release(notDone.certain());
        return Optional.of(new Wait(step, notDone.why(), notDone.after()));
    }

    private StepContext context(Step step, Run run, Deadline deadline) {
        return new StepContext(step.name(), run, deadline, dependencies);
    }
}
