package io.github.iothubsdk.core.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The moment by which something must have ended, measured on a {@link TimeSource}. Immutable. */
public final class Deadline {

    /** Longer budgets than this are cut to it, so that nanoseconds never overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final TimeSource timeSource;
    private final long endNanos;

    private Deadline(TimeSource timeSource, long endNanos) {
        this.timeSource = timeSource;
        this.endNanos = endNanos;
    }

    /** A deadline this far from now; a negative budget has passed already, and a year is the longest. */
    public static Deadline in(Duration budget, TimeSource timeSource) {
        requireNonNull(budget, "budget");
        requireNonNull(timeSource, "timeSource");
        Duration cut = budget.compareTo(LONGEST) > 0 ? LONGEST : budget.isNegative() ? Duration.ZERO : budget;
        return new Deadline(timeSource, timeSource.nanos() + cut.toNanos());
    }

    /** What is left; zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - timeSource.nanos()));
    }

    /** Whether nothing is left. */
    public boolean passed() {
        return endNanos - timeSource.nanos() <= 0;
    }

    /** The shorter of this duration and what is left. */
    public Duration atMost(Duration duration) {
        requireNonNull(duration, "duration");
        Duration left = remaining();
        return left.compareTo(duration) < 0 ? left : duration;
    }
}
