package io.github.iothubsdk.core.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls that are over although their HTTP client does not notice: a blocking socket's whose thread is interrupted, and
 * an answer's that is late.
 *
 * <p>Thread-safe. One daemon thread looks at the calls under way every 50 ms and ends itself when there has been none for a while.
 * Handing each call to another thread instead would cost a fifth of a loopback round trip, and so would a timer for each.
 */
final class CallWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int IDLE_LOOKS = 10;

    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> looker = new AtomicReference<>();

    /**
     * Watches until closed for this to be true, and cancels then, perhaps more than once. In a thread of its own: cancelling
     * runs a listener of the caller's, and one that hangs there may not hold everybody's timeouts.
     */
    Watched until(BooleanSupplier over, Runnable cancel) {
        var watched = new Watched(over, cancel);
        underWay.add(watched);
        if (looker.get() == null) {
            startLooking();
        }
        return watched;
    }

    private void startLooking() {
        Thread thread = new Thread(this::look, "iothub-sdk-watch");
        thread.setDaemon(true);
        if (looker.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    private void look() {
        int idle = 0;
        while (idle <= IDLE_LOOKS) {
            LockSupport.parkNanos(LOOK_EVERY);
            underWay.forEach(Watched::lookAfter);
            idle = underWay.isEmpty() ? idle + 1 : 0;
        }
        looker.set(null);
        restartIfNeeded();
    }

    /** A call may have come in between the last look and the end. */
    private void restartIfNeeded() {
        if (!underWay.isEmpty() && looker.get() == null) {
            startLooking();
        }
    }

    /** One call under way. */
    final class Watched implements AutoCloseable {
        private final BooleanSupplier over;
        private final Runnable cancel;
        private volatile @Nullable Thread canceller;

        Watched(BooleanSupplier over, Runnable cancel) {
            this.over = over;
            this.cancel = cancel;
        }

        /** Looks now, as for an interrupt that came before the call was watched, or too late to cancel it. */
        void check() {
            if (over.getAsBoolean()) {
                cancel.run();
            }
        }

        /** Called by the one thread that looks. */
        private void lookAfter() {
            Thread before = canceller;
            if ((before == null || !before.isAlive()) && over.getAsBoolean()) {
                Thread thread = new Thread(this::cancelQuietly, "iothub-sdk-cancel");
                thread.setDaemon(true);
                canceller = thread;
                thread.start();
            }
        }

        private void cancelQuietly() {
            try {
                cancel.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("Code of the HTTP client threw when its call was cancelled", e);
            }
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }
}
