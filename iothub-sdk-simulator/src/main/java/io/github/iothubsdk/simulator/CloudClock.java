package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The time of the cloud: the system's and an offset that can be set, or a clock of the caller's as it is. Thread-safe. */
final class CloudClock implements InstantSource {
    /** What headers, signatures and numbers of orders have room for. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** No offset that was ever set is larger, whatever the system's clock was. */
    static final Duration FARTHEST = Duration.between(EARLIEST, LATEST).multipliedBy(2);

    private final InstantSource base;
    private final boolean movable;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    private CloudClock(InstantSource base, boolean movable) {
        this.base = base;
        this.movable = movable;
    }

    static CloudClock system() {
        return new CloudClock(InstantSource.system(), true);
    }

    /** One that is the caller's to move. */
    static CloudClock of(InstantSource callers) {
        return new CloudClock(callers, false);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset());
    }

    boolean isMovable() {
        return movable;
    }

    Duration offset() {
        Duration ahead = offset.get();
        return ahead == null ? Duration.ZERO : ahead;
    }

    /** Puts it so far from the system's. */
    void offset(Duration ahead) {
        offset.set(ahead);
    }

    /** Sets it. */
    void set(Instant now) {
        offset(Duration.between(base.instant(), now));
    }
}
