package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;

/** What one attempt of a step came to. */
public sealed interface Outcome {

    /** Done; this is what it leaves. */
    record Reached(Milestone milestone) implements Outcome {}

    /**
     * Not done yet, or not known yet: look again after a while. A claim stays.
     *
     * @param unfinished why the run is not finished when its time ends here
     */
    record Pending(Observation seen, Duration after, UnfinishedReason unfinished) implements Outcome {

        /** The same, unfinished for this reason when the time ends here. */
        public Pending because(UnfinishedReason reason) {
            return new Pending(seen, after, reason);
        }
    }

    /**
     * Nothing could be seen, as when the service is away: what was seen before still stands. A claim stays.
     *
     * @param unfinished why the run is not finished when its time ends here
     */
    record Blind(String why, Duration after, UnfinishedReason unfinished) implements Outcome {}

    /**
     * What was claimed did not happen: the claim is released, and the step may act again after a while.
     *
     * @param certain by proof; otherwise it has only left no trace
     */
    record NotDone(String why, Duration after, boolean certain) implements Outcome {}

    /**
     * What was claimed was accepted, without saying what came of it, or in words that contradict what was there: that is
     * kept with the claim, and looked into.
     *
     * @param how ACCEPTED or ODD_REFUSAL
     * @param instanceId what it was accepted for; empty when it did not say
     */
    record Answered(Claim.Ended how, String words, String instanceId) implements Outcome {}

    /**
     * What was claimed did not happen, and is not tried again by itself: the claim is released, the run stops like this.
     *
     * @param certain by proof; otherwise it has only left no trace
     */
    record Refused(ProvisioningException failure, boolean certain) implements Outcome {}
}
