package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The clocks of a machine that can sleep, as a laptop does: its monotonic one stands still meanwhile. */
record SleepingMachine(VirtualTime time, AtomicLong slept) implements TimeSource {

    SleepingMachine(VirtualTime time) {
        this(time, new AtomicLong());
    }

    void sleep(Duration duration) {
        slept.addAndGet(duration.toNanos());
        time.advance(duration);
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanos() {
        return time.nanos() - slept.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        time.pause(duration);
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }
}
