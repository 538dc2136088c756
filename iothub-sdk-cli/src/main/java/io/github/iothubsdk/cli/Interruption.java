package io.github.iothubsdk.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Turns Ctrl-C into an interrupt of the working thread, and lets it say how to go on before the process ends. */
final class Interruption {

    private static final long LONGEST_GOODBYE_SECONDS = 10;

    private final CountDownLatch said = new CountDownLatch(1);
    private volatile Optional<Runnable> idle = Optional.empty();
    private volatile boolean requested;
    private volatile int code;

    /**
     * From now on, Ctrl-C (and SIGTERM and SIGHUP) interrupts this thread; the process ends when {@link #over} was called, and
     * with what was said then: by itself the JVM would end with the signal's number.
     */
    void watch(Thread worker) {
        Thread goodbye = new Thread(() -> stop(worker).ifPresent(Runtime.getRuntime()::halt), "iothub-interruption");
        Runtime.getRuntime().addShutdownHook(goodbye);
    }

    /** Whether somebody wants the process to end. */
    boolean requested() {
        return requested;
    }

    /** Everything that can be said was said, and the process ends with this. */
    void over(int exitCode) {
        code = exitCode;
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

    /** What to end with; empty when that is settled already. */
    private OptionalInt stop(Thread worker) {
        Optional<Runnable> waiting = idle;
        if (waiting.isPresent()) {
            waiting.get().run();
            return OptionalInt.of(ExitCode.INTERRUPTED.number());
        }
        if (said.getCount() == 0) {
            return OptionalInt.empty();
        }
        requested = true;
        worker.interrupt();
        try {
            return said.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS)
                    ? OptionalInt.of(code)
                    : OptionalInt.of(ExitCode.INTERRUPTED.number());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
