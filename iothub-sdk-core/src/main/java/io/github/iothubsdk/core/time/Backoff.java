package io.github.iothubsdk.core.time;

import static java.util.Objects.requireNonNull;

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
        requireNonNull(wait, "wait");
        return attempt -> wait;
    }

    /** {@code min(first * 2^(attempt - 1), longest)}. */
    static Backoff doubling(Duration first, Duration longest) {
        requireNonNull(first, "first");
        requireNonNull(longest, "longest");
        return attempt -> {
            long factor = 1L << Math.min(Math.max(attempt, 1) - 1, 62);
            return first.compareTo(longest.dividedBy(factor)) > 0 ? longest : first.multipliedBy(factor);
        };
    }

    /** Full jitter: a uniformly random wait from zero to what this backoff says, or to a year if that is less. */
    default Backoff jittered() {
        return attempt -> {
            Duration most = after(attempt);
            Duration cut = most.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365) : most;
            return Duration.ofNanos(ThreadLocalRandom.current().nextLong(cut.toNanos() + 1));
        };
    }
}
