package io.github.iothubsdk.core.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt. Implementations are thread-safe. */
@FunctionalInterface
public interface Backoff {

    /**
     * The wait after an attempt that failed.
     *
     * @param attempt which attempt failed, from 1
     */
    Duration after(int attempt);

    /** The same wait every time. */
    static Backoff constant(Duration wait) {
        return attempt -> wait;
    }

    /** {@code min(first * 2^(attempt - 1), longest)}. */
    static Backoff doubling(Duration first, Duration longest) {
        return attempt -> {
            int doublings = Math.min(Math.max(attempt, 1) - 1, 30);
            Duration wait = first.multipliedBy(1L << doublings);
            return wait.compareTo(longest) > 0 ? longest : wait;
        };
    }

    /** Full jitter: a uniformly random wait from zero to what this backoff says. */
    default Backoff jittered() {
        return attempt -> Duration.ofNanos(
                ThreadLocalRandom.current().nextLong(after(attempt).toNanos() + 1));
    }
}
