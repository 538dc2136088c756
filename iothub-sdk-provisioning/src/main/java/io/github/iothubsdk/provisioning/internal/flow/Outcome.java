package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.Milestone;
import java.time.Duration;

/** What one attempt of a step came to. */
public sealed interface Outcome {

    /** Done; this is what it leaves. */
    record Reached(Milestone milestone) implements Outcome {}

    /** Not done yet, or not known yet: look again after a while. A claim stays. */
    record Pending(Sighting seen, Duration after) implements Outcome {}

    /** Nothing could be seen, as in bad weather: what was seen before still stands. A claim stays. */
    record Blind(String why, Duration after) implements Outcome {}

    /** What was claimed certainly did not happen: the claim is released, and the step may act again after a while. */
    record NotDone(String why, Duration after) implements Outcome {}
}
