package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What driving a run within a budget comes to, whether a thread waits for it or a timer: turns, waiting and the ending. Not
 * thread-safe.
 */
final class Drive {

    private final StepEngine engine;
    private final Consumer<ProvisioningEvent> listener;
    private final Deadline budget;
    private Optional<StepEngine.Wait> waiting = Optional.empty();

    Drive(StepEngine engine, Consumer<ProvisioningEvent> listener, Deadline budget) {
        this.engine = engine;
        this.listener = listener;
        this.budget = budget;
    }

    /**
     * Takes a turn.
     *
     * @param unwanted stops the turn before its next step
     * @return how long to wait before the next turn; empty when every step is reached
     * @throws ProvisioningException when it cannot go on, or when the budget is used up
     */
    Optional<Duration> turn(Run run, BooleanSupplier unwanted) {
        requireTime(run);
        waiting = seen(engine.advance(run, budget, unwanted));
        if (waiting.isEmpty() || unwanted.getAsBoolean()) {
            return waiting.map(wait -> Duration.ZERO);
        }
        requireTime(run);
        StepEngine.Wait wait = waiting.get();
        Duration pause = budget.atMost(wait.after());
        listener.accept(ProvisioningEvent.waiting(run.progress().runId(), wait.step(), wait.seen(), pause));
        return Optional.of(pause);
    }

    /** A look that the end of the time cut off says nothing: what the last one of this step has seen still stands. */
    private Optional<StepEngine.Wait> seen(Optional<StepEngine.Wait> now) {
        boolean nothing = now.filter(StepEngine.Wait::cutOff).isPresent();
        return nothing
                ? waiting.filter(last -> last.step().equals(now.get().step())).or(() -> now)
                : now;
    }

    /** What the last turn ended with, when that was not the end. */
    Optional<StepEngine.Wait> waiting() {
        return waiting;
    }

    private void requireTime(Run run) {
        if (waiting.isPresent() && budget.passed()) {
            StepEngine.Wait last = waiting.get();
            throw stop(run, last.unfinished(), Plain.sentence("the time is used up; last seen: " + last.seen()));
        }
    }

    /** Stops the run where it is, resumable. */
    ProvisioningException stop(Run run, UnfinishedReason reason, String words) {
        String step = waiting.map(StepEngine.Wait::step)
                .or(() -> run.nextStep().map(Step::name))
                .orElse(StepIds.JOURNAL);
        return engine.stop(run, new ProvisioningException.Unfinished(run.where(step, null, null), reason, words));
    }
}
