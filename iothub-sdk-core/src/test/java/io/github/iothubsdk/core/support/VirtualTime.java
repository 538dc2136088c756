package io.github.iothubsdk.core.support;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when it is told to, and when somebody pauses on it; it remembers the pauses. */
public final class VirtualTime implements TimeSource {

    public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final long origin;
    private final AtomicLong elapsed = new AtomicLong();
    private final AtomicLong oversleep = new AtomicLong();
    private final AtomicLong jump = new AtomicLong();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    public VirtualTime() {
        this(1_000_000);
    }

    public VirtualTime(long originNanos) {
        origin = originNanos;
    }

    /** Every pause takes this much longer than it was asked to, as a busy machine makes it. */
    public void oversleepBy(Duration more) {
        oversleep.set(more.toNanos());
    }

    public void advance(Duration duration) {
        elapsed.addAndGet(duration.toNanos());
    }

    /** Moves the wall clock alone. */
    public void jump(Duration off) {
        jump.set(off.toNanos());
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public Instant now() {
        return START.plusNanos(elapsed.get() + jump.get());
    }

    @Override
    public long nanos() {
        return origin + elapsed.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(duration);
        elapsed.addAndGet(duration.toNanos() + oversleep.get());
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing in this module schedules");
    }
}
