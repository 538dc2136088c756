package io.github.iothubsdk.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Turns Ctrl-C into an interrupt of the working thread, and lets it say how to go on before the process ends. */
final class Interruption {

    private static final long LONGEST_GOODBYE_SECONDS = 10;

    private final CountDownLatch said = new CountDownLatch(1);
    private volatile boolean idle;
    private volatile boolean requested;

    /** From now on, Ctrl-C (and SIGTERM) interrupts this thread; the process ends when {@link #over} was called. */
    void watch(Thread worker) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker), "iothub-interruption"));
    }

    /** Whether somebody wants the process to end. */
    boolean requested() {
        return requested;
    }

    /** Everything that can be said was said. */
    void over() {
        said.countDown();
    }

    /** Does what has nothing to say when it is cut off, such as waiting for an answer. */
    <T> T whileIdle(Supplier<T> action) {
        idle = true;
        try {
            return action.get();
        } finally {
            idle = false;
        }
    }

    private void stop(Thread worker) {
        if (idle || said.getCount() == 0) {
            return;
        }
        requested = true;
        worker.interrupt();
        try {
            var unused = said.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
