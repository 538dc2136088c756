package io.github.iothubsdk.simulator;

import io.github.iothubsdk.simulator.feed.Feed;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time into the cloud, and nobody learn what is not kept: neither by an answer nor by an event.
 *
 * <p>What was changed is kept at the end of a turn. When that fails it stays to be kept, and each turn that {@link #begin}s tries
 * it again before anything else.
 */
final class Turns {
    /** Makes what there is outlast this process, or throws. */
    Runnable keeper = () -> {};

    private final ReentrantLock lock = new ReentrantLock();
    private final Feed feed;
    private boolean touched;
    private boolean failed;

    Turns(Feed feed) {
        this.feed = feed;
    }

    /** Waits for a turn and does something in it, also within another turn of this thread. */
    <T extends @Nullable Object> T take(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            try {
                if (lock.getHoldCount() == 1) {
                    end();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Makes sure that all there is lasts. */
    void begin() {
        if (failed) {
            keep();
        }
    }

    /** Forgets that something could not be kept: all of it is about to be replaced. */
    void beginAnew() {
        failed = false;
    }

    /** Says that something may have changed. */
    void touch() {
        touched = true;
    }

    /** Makes what has changed last; nothing may be answered before. */
    void keep() {
        if (touched) {
            failed = true;
            try {
                keeper.run();
            } catch (UncheckedIOException lost) {
                throw new NotKept(lost);
            }
            failed = false;
            touched = false;
        }
    }

    private void end() {
        if (!failed) {
            keep();
            feed.release();
        }
    }
}
