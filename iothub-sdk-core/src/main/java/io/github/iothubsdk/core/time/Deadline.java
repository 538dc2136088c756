package io.github.iothubsdk.core.time;

import java.time.Duration;

/** The moment by which something must have ended, measured on a {@link Ticker}. Immutable. */
public final class Deadline {

    /** Longer budgets than this are cut to it, so that nanoseconds never overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Ticker ticker;
    private final long endNanos;

    private Deadline(Ticker ticker, long endNanos) {
        this.ticker = ticker;
        this.endNanos = endNanos;
    }

    /** A deadline this far from now; a negative budget has passed already, and a year is the longest. */
    public static Deadline in(Duration budget, Ticker ticker) {
        Duration cut = budget.compareTo(LONGEST) > 0 ? LONGEST : budget.isNegative() ? Duration.ZERO : budget;
        return new Deadline(ticker, ticker.nanos() + cut.toNanos());
    }

    /** What is left; zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - ticker.nanos()));
    }

    /** Whether nothing is left. */
    public boolean passed() {
        return endNanos - ticker.nanos() <= 0;
    }

    /** The shorter of this duration and what is left. */
    public Duration atMost(Duration duration) {
        Duration left = remaining();
        return left.compareTo(duration) < 0 ? left : duration;
    }
}
