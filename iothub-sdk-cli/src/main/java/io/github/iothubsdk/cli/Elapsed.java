package io.github.iothubsdk.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times as people say them. */
final class Elapsed {

    private Elapsed() {}

    /** Such as {@code 5s}, {@code 12m}, {@code 3h}, {@code 9d}. */
    static String since(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    /** Minutes and seconds, such as {@code 2:05}. */
    static String clock(Duration elapsed) {
        return String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
