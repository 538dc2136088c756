package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.util.OptionalLong;

/** How long a claim's last call has been over, by this process's monotonic clock. Not thread-safe. */
final class ClaimClock {

    private final TimeSource timeSource;
    private OptionalLong claimedAt = OptionalLong.empty();
    private OptionalLong knownAt = OptionalLong.empty();

    ClaimClock(TimeSource timeSource) {
        this.timeSource = timeSource;
    }

    /**
     * How long it has been quiet.
     *
     * @param lasted by the monotonic clock
     * @param ours whether this process made the claim
     */
    record Quiet(Duration lasted, boolean ours) {}

    /** What this process knows of the claim's times, for when it takes the run up again. */
    record Times(OptionalLong claimedAt, OptionalLong knownAt) {}

    /** A call of this process's begins or ends now. */
    void claimed() {
        claimedAt = OptionalLong.of(timeSource.nanos());
    }

    /** Since the call ended, or, for one that another process made, since this one knows of it. */
    Quiet quiet() {
        long since = claimedAt.orElseGet(() -> {
            if (knownAt.isEmpty()) {
                knownAt = OptionalLong.of(timeSource.nanos());
            }
            return knownAt.getAsLong();
        });
        return new Quiet(Duration.ofNanos(timeSource.nanos() - since), claimedAt.isPresent());
    }

    Times times() {
        return new Times(claimedAt, knownAt);
    }

    void recall(Times times) {
        claimedAt = times.claimedAt();
        knownAt = times.knownAt();
    }
}
