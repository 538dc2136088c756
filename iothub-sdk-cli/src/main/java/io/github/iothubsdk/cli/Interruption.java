package io.github.iothubsdk.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Turns Ctrl-C into an interrupt of the working thread, and lets it say how to go on before the process ends. */
final class Interruption {

    private static final long LONGEST_GOODBYE_SECONDS = 10;

    private final CountDownLatch said = new CountDownLatch(1);
    private volatile Optional<Runnable> idle = Optional.empty();
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

    /**
     * Waits for a person, where nothing has been done that could be cut off; such a wait does not notice interrupts.
     *
     * @param goodbye what is said when the wait is cut off
     */
    <T> T whileIdle(Supplier<T> wait, Runnable goodbye) {
        idle = Optional.of(goodbye);
        try {
            return wait.get();
        } finally {
            idle = Optional.empty();
        }
    }

    private void stop(Thread worker) {
        idle.ifPresent(Runnable::run);
        if (idle.isPresent() || said.getCount() == 0) {
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
