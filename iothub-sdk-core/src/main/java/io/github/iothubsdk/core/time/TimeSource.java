package io.github.iothubsdk.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;

/**
 * The one clock: everything in the SDK that reads time or waits does it here.
 *
 * <p>Tests give their own, so that forty minutes of waiting take milliseconds. Implementations are thread-safe.
 */
public interface TimeSource {

    /** The wall clock, for dates that are signed, journaled or shown. */
    Instant now();

    /** Monotonic nanoseconds from an arbitrary origin, for measuring how long something took. */
    long nanos();

    /**
     * Blocks the calling thread for this long.
     *
     * @throws InterruptedException when the thread is interrupted before or while it waits
     */
    void pause(Duration duration) throws InterruptedException;

    /**
     * Runs a short task once after the delay, on a thread of the time source.
     *
     * @return cancelling it before it ran means it never runs
     */
    Future<?> schedule(Duration delay, Runnable task);

    /** The machine's clock. Its timer is one daemon thread shared by the whole process. */
    static TimeSource system() {
        return SystemTimeSource.SHARED;
    }
}
