package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.Milestone;
import java.util.Optional;

/** One step of the flow. It acts and judges; it never waits. */
public interface Step {

    /** Its name, in the journal and in messages; never changes once released. */
    String name();

    /** The record it leaves. */
    Class<? extends Milestone> leaves();

    /** Whether {@link #attempt} may change the world, so that a claim is journaled before it. */
    default boolean commits() {
        return false;
    }

    /**
     * Looks before anything is claimed: what is missing is told here, and leaves no doubt behind. A step that commits
     * asks the service something, so that its time is known when the claim is dated.
     *
     * @return empty when it is time to act
     */
    default Optional<Outcome> prepare(Turn turn) {
        return Optional.empty();
    }

    /**
     * Acts once, or looks once.
     *
     * @throws io.github.iothubsdk.core.error.ApiException which the flow judges: bad weather waits, a refusal stops
     */
    Outcome attempt(Turn turn);

    /** Finds out by looking what came of a claim; sends nothing that changes anything. */
    default Outcome recover(Turn turn, Claim claim) {
        return attempt(turn);
    }
}
