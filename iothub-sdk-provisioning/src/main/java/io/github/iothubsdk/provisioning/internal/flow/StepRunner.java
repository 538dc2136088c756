package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Flow.Kit;
import io.github.iothubsdk.provisioning.internal.flow.Flow.Wait;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings a run past one step: recovers what is in doubt, else looks, claims, acts and records. Crash safety is written here,
 * once.
 */
final class StepRunner {

    private final Kit kit;

    StepRunner(Kit kit) {
        this.kit = kit;
    }

    /** Whether the run is this account's; it is learned and journaled before anything else is asked. */
    Optional<Wait> pass(Step step, Run run, Deadline deadline) {
        Turn turn = turn(step, run, deadline);
        kit.requireOpen(turn.where(null, null));
        return looking(turn, () -> {
                    kit.runs().gate().pass(run, turn);
                    return Optional.empty();
                })
                .flatMap(outcome -> settle(step, run, outcome));
    }

    /** Takes as many turns as the step needs without waiting. */
    Optional<Wait> reach(Step step, Run run, Deadline deadline) {
        while (!run.progress().milestones().containsKey(step.name())) {
            Duration limited = kit.untilFree().get();
            if (!limited.isZero()) { // before the claim: what is claimed is sent at once
                return Optional.of(new Wait(step.name(), "the account's calls of this minute are used up", limited));
            }
            Optional<Wait> wait =
                    settle(step, run, recover(step, run, deadline).orElseGet(() -> attempt(step, run, deadline)));
            if (wait.isPresent() && !wait.get().after().isZero()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    private Outcome attempt(Step step, Run run, Deadline deadline) {
        Turn turn = turn(step, run, deadline);
        try {
            Step.Prepared prepared = step.prepare(turn);
            if (prepared.outcome().isPresent()) {
                return prepared.outcome().get();
            }
            if (!step.commits()) {
                return step.attempt(turn);
            }
            return commit(step, run, turn, prepared);
        } catch (ApiException e) {
            return Weather.judge(e, turn);
        }
    }

    /** Claim, act, record: whatever comes back but a yes is written into the claim, and looked into by recovery. */
    private Outcome commit(Step step, Run run, Turn turn, Step.Prepared prepared) {
        Claim claim = run.claim(step.name(), kit.time().now(), kit.time().isTrusted(), prepared.before());
        kit.listener().accept(new ProvisioningEvent.Claimed(turn.runId(), step.name(), claim.attempt()));
        try {
            Outcome outcome = step.attempt(turn);
            if (outcome instanceof Outcome.Answered answered) {
                return ended(run, turn, new Claim.Reply(answered.how(), answered.words(), null, answered.instanceId()));
            }
            return outcome;
        } catch (ApiException e) {
            if (Weather.wasNotSent(e)) {
                run.release(true);
                return Weather.judge(e, turn);
            }
            Outcome ended = ended(run, turn, Weather.reply(e));
            if (e instanceof ApiException.Interrupted) {
                throw e;
            }
            return ended;
        } finally {
            kit.runs().gate().letGo();
        }
    }

    /** What did not end with a milestone is looked into at once. */
    private Outcome ended(Run run, Turn turn, Claim.Reply reply) {
        run.ended(reply, kit.time().now(), kit.time().isTrusted());
        String state = reply.how().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return turn.pending(state, reply.words(), false, Duration.ZERO);
    }

    /** Empty when nothing is in doubt, or nothing any more: then the step may act at once. */
    private Optional<Outcome> recover(Step step, Run run, Deadline deadline) {
        Turn turn = turn(step, run, deadline);
        Optional<Outcome> recovered = run.progress()
                .doubt(step.name())
                .flatMap(claim -> looking(turn, () -> Optional.of(step.recover(turn, claim))));
        if (recovered.isPresent()
                && recovered.get() instanceof Outcome.NotDone notDone
                && notDone.after().isZero()) {
            run.release(notDone.certain());
            return Optional.empty();
        }
        return recovered;
    }

    private static Optional<Outcome> looking(Turn turn, Supplier<Optional<Outcome>> look) {
        try {
            return look.get();
        } catch (ApiException e) {
            return Optional.of(Weather.judge(e, turn));
        }
    }

    private static Optional<Wait> settle(Step step, Run run, Outcome outcome) {
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
        if (outcome instanceof Outcome.Refused refused) {
            run.release(refused.certain());
            throw refused.failure();
        }
        if (outcome instanceof Outcome.Answered answered) {
            return Optional.of(new Wait(step.name(), answered.words(), Duration.ZERO));
        }
        Outcome.NotDone notDone = (Outcome.NotDone) outcome;
        run.release(notDone.certain());
        return Optional.of(new Wait(step.name(), notDone.why(), notDone.after()));
    }

    private Turn turn(Step step, Run run, Deadline deadline) {
        return new Turn(step.name(), run, deadline, kit);
    }
}
