package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pauses take no time but on the clock; in the first, something happens. */
final class Pauses implements TimeSource {

    private final Runnable first;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile Duration passed = Duration.ZERO;

    Pauses(Runnable first) {
        this.first = first;
    }

    @Override
    public Instant now() {
        return TimeSource.system().now();
    }

    @Override
    public long nanos() {
        return TimeSource.system().nanos() + passed.toNanos();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        passed = passed.plus(duration);
        if (done.compareAndSet(false, true)) {
            first.run();
        }
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        return TimeSource.system().schedule(delay, task);
    }
}
