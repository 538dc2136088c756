package io.github.iothubsdk.core.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends blocking socket calls whose thread is interrupted, which sockets do not notice by themselves.
 *
 * <p>Thread-safe. One daemon thread looks at the calls under way every 50 ms and ends itself when there has been none for a while.
 * Handing each call to another thread instead would cost a fifth of a loopback round trip.
 */
final class InterruptWatch {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int IDLE_LOOKS = 10;

    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> looker = new AtomicReference<>();

    /** Watches the calling thread until closed. */
    Watched during(Runnable cancel) {
        var watched = new Watched(Thread.currentThread(), cancel);
        underWay.add(watched);
        if (looker.get() == null) {
            startLooking();
        }
        return watched;
    }

    private void startLooking() {
        Thread thread = new Thread(this::look, "iothub-sdk-interrupts");
        thread.setDaemon(true);
        if (looker.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    private void look() {
        int idle = 0;
        while (idle <= IDLE_LOOKS) {
            LockSupport.parkNanos(LOOK_EVERY);
            underWay.forEach(Watched::cancelIfInterrupted);
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
        private final Thread thread;
        private final Runnable cancel;

        Watched(Thread thread, Runnable cancel) {
            this.thread = thread;
            this.cancel = cancel;
        }

        /** Notices an interrupt that came before the call was watched, or too late to cancel it. */
        void check() {
            cancelIfInterrupted();
        }

        private void cancelIfInterrupted() {
            if (thread.isInterrupted()) {
                cancel.run();
            }
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }
}
