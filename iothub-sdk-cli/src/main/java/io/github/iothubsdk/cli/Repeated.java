package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.util.Optional;

/** Something that goes on: told when it begins, after a minute, and then each time that it has lasted twice as long. */
final class Repeated {

    private static final Duration FIRST = Duration.ofMinutes(1);

    private final TimeSource timeSource;
    private final long begun;
    private Duration due = Duration.ZERO;

    Repeated(TimeSource timeSource) {
        this.timeSource = timeSource;
        begun = timeSource.nanos();
    }

    Duration lasted() {
        return Duration.ofNanos(timeSource.nanos() - begun);
    }

    /** How long it has lasted, when that is to be told now; zero at its beginning. */
    Optional<Duration> next() {
        Duration lasted = lasted();
        if (lasted.compareTo(due) < 0) {
            return Optional.empty();
        }
        boolean first = due.isZero();
        due = first ? FIRST : lasted.multipliedBy(2);
        return Optional.of(first ? Duration.ZERO : lasted);
    }
}
