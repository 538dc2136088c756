package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Backoff;
import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The calls that one account may make within any minute: first come, first served. Thread-safe.
 *
 * <p>How the service counts is not published; what keeps within a sliding minute keeps within a fixed one as well.
 */
public final class CallWindow {

    /** A minute, and what one call's way may take longer than another's: the service counts when calls arrive. */
    private static final long LENGTH = Duration.ofSeconds(62).toNanos();

    /** Nothing tells when the service lets calls pass again after it refused one. */
    private static final Backoff AFTER_REFUSAL = Backoff.doubling(Duration.ofSeconds(2), Duration.ofSeconds(32));

    private final ReentrantLock lock = new ReentrantLock();
    /** When each place is free again; the next one to be taken is the one that is free first. */
    private final long[] freeAt;

    private int next;
    private long heldUntil;
    private int refusals;

    /** All places are free now; with none, every call passes. */
    CallWindow(int places, long now) {
        freeAt = new long[places];
        Arrays.fill(freeAt, now);
        heldUntil = now;
    }

    /**
     * Returns when the account may make a call.
     *
     * @param call for the message
     * @param patience the longest to wait
     * @throws ApiException.Unreachable at once when that is too short; nothing was sent
     */
    public void pass(Object call, Duration patience, TimeSource timeSource) throws InterruptedException {
        Duration wait = take(timeSource.nanos(), patience);
        if (wait.compareTo(patience) > 0) {
            String words = call + " was not sent: the account has used up its " + freeAt.length
                    + " calls a minute, and may make the next one in " + wait.toMillis() + " ms.";
            throw ApiException.Unreachable.outOfTime(words, words, null, false);
        }
        if (!wait.isZero()) {
            timeSource.pause(wait);
        }
    }

    /** How long until this many calls, or as many as there are places, would pass without waiting. */
    Duration untilFree(int calls, long now) {
        lock.lock();
        try {
            return Duration.ofNanos(until(Math.min(calls, freeAt.length), now));
        } finally {
            lock.unlock();
        }
    }

    /** The service let a call pass. */
    public void passed(long now) {
        lock.lock();
        try {
            if (heldUntil - now <= 0) {
                refusals = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The service refused a call as one too many: others call for the account too, so that all hold back a while. */
    public void refused(long now) {
        lock.lock();
        try {
            if (freeAt.length > 0 && heldUntil - now <= 0) { // else it was sent before they held back
                heldUntil = now + AFTER_REFUSAL.after(++refusals).toNanos();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next place, unless it is free too late. */
    private Duration take(long now, Duration patience) {
        lock.lock();
        try {
            long wait = until(1, now);
            if (freeAt.length > 0 && wait <= patience.toNanos()) {
                freeAt[next] = now + wait + LENGTH;
                next = (next + 1) % freeAt.length;
            }
            return Duration.ofNanos(wait);
        } finally {
            lock.unlock();
        }
    }

    private long until(int calls, long now) {
        if (freeAt.length == 0) {
            return 0;
        }
        long free = freeAt[(next + calls - 1) % freeAt.length];
        return Math.max(0, Math.max(free - now, heldUntil - now));
    }

    /** Whether nothing is lost by forgetting it. */
    boolean isIdle(long now) {
        lock.lock();
        try {
            int newest = next == 0 ? freeAt.length - 1 : next - 1;
            return freeAt.length == 0 || Math.max(freeAt[newest] - now, heldUntil - now) <= 0;
        } finally {
            lock.unlock();
        }
    }
}
