package io.github.iothubsdk.provisioning.internal.flow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of the flow. It acts and judges; it never waits. */
public interface Step {

    /** Its name, in the journal and in messages; never changes once released. */
    String name();

    /** The milestone it leaves, and how the journal keeps it. */
    MilestoneFormat<?, ?> leaves();

    /** Whether {@link #attempt} may change the world, so that a claim is journaled before it. */
    default boolean commits() {
        return false;
    }

    /**
     * What a look before a claim came to.
     *
     * @param outcome empty when it is time to act
     * @param before what is there before the claim, to be written into it
     */
    record Prepared(Optional<Outcome> outcome, @Nullable Snapshot before) {
        /** Time to act. */
        public static Prepared ready() {
            return new Prepared(Optional.empty(), null);
        }

        /** Not time to act, or nothing left to do. */
        public static Prepared settled(Outcome outcome) {
            return new Prepared(Optional.of(outcome), null);
        }
    }

    /**
     * Looks before anything is claimed: what is missing is told here, and leaves no doubt behind. A step that commits
     * asks the service something, so that its time is known when the claim is dated.
     */
    default Prepared prepare(StepContext context) {
        return Prepared.ready();
    }

    /**
     * Acts once, or looks once.
     *
     * @throws io.github.iothubsdk.core.error.ApiException which the flow judges: bad weather waits, a refusal stops; a
     *     commit's is written into the claim, and {@link #recover} says what came of it
     */
    Outcome attempt(StepContext context);

    /**
     * Finds out by looking what came of a claim that is in doubt; sends nothing that changes anything.
     *
     * <p>{@link Outcome.NotDone} without a wait lets the step act at once.
     */
    default Outcome recover(StepContext context, Claim claim) {
        return attempt(context);
    }
}
