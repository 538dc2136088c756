package io.github.iothubsdk.provisioning.internal.flow;

import java.time.Instant;
import java.util.Objects;

/**
 * A step was about to do what may spend money.
 *
 * @param step the step
 * @param attempt how many times it was about to, this one included
 * @param first when it was about to for the first time
 * @param last when it was about to for the last time, or when that call ended without an answer
 * @param open whether nobody knows yet what came of the last time
 * @param doubtful whether an earlier time left no trace but was never proved not to have happened
 */
public record Claim(String step, int attempt, Instant first, Instant last, boolean open, boolean doubtful) {

    /** A claim that lost a field must not be taken for one that is settled. */
    public Claim {
        Objects.requireNonNull(step);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
    }

    static Claim first(String step, Instant at) {
        return new Claim(step, 1, at, at, true, false);
    }

    Claim again(Instant at) {
        return new Claim(step, attempt + 1, first, at, true, doubtful);
    }

    /** What was sent may have left this machine as late as this. */
    Claim sentUntil(Instant at) {
        return new Claim(step, attempt, first, at, open, doubtful);
    }

    Claim released(boolean certain) {
        return new Claim(step, attempt, first, last, false, doubtful || !certain);
    }
}
