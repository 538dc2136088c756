package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves when the test, or a pause in the SDK, says so; the simulator reads the same one. */
public final class VirtualTime implements TimeSource, InstantSource {

    public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private record Due(Instant at, FutureTask<?> task) {}

    private final AtomicLong nanos = new AtomicLong(START.getEpochSecond() * 1_000_000_000L);
    private final PriorityBlockingQueue<Due> due = new PriorityBlockingQueue<>(11, Comparator.comparing(Due::at));

    private final AtomicLong jump = new AtomicLong();

    public VirtualTime() {} // for the tests of other packages

    @Override
    public Instant now() {
        return instant().plusNanos(jump.get());
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        FutureTask<?> future = new FutureTask<>(task, null);
        due.add(new Due(instant().plus(delay), future));
        return future;
    }

    /** Moves time, and runs what becomes due on the calling thread. */
    public void advance(Duration duration) {
        Instant end = Instant.EPOCH.plusNanos(nanos.addAndGet(duration.toNanos()));
        List<Due> ready = new ArrayList<>();
        due.removeIf(each -> !each.at().isAfter(end) && ready.add(each));
        ready.forEach(each -> each.task().run());
    }

    /** Sets this machine's wall clock off by this much; the cloud's stays right. */
    public void jump(Duration off) {
        jump.set(off.toNanos());
    }

    /** Moves time to the next thing that is scheduled; false when nothing is. */
    public boolean advanceToNext() {
        Due next = due.peek();
        if (next == null) {
            return false;
        }
        Duration left = Duration.between(instant(), next.at());
        advance(left.isNegative() ? Duration.ZERO : left);
        return true;
    }
}
