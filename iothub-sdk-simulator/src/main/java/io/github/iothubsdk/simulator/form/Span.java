package io.github.iothubsdk.simulator.form;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How long something takes: never less than nothing, and at most a century, which is beyond every use and within what clocks can add. */
public final class Span {
    static final Duration LONGEST = Duration.ofDays(36_525);

    private Span() {}

    /** Refuses what is no such duration, by its name. */
    public static Duration checked(Duration value, String name) {
        requireNonNull(value, name);
        if (!holds(value)) {
            throw new IllegalArgumentException(name + " must be a duration from 0 to a century, not " + value);
        }
        return value;
    }

    static boolean holds(Duration value) {
        return !value.isNegative() && value.compareTo(LONGEST) <= 0;
    }
}
