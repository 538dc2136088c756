package io.github.iothubsdk.testkit;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Time that moves when a test or a pause says so: fifteen minutes of building take milliseconds.
 *
 * <p>Give the same one to the client ({@code timeSource}) and to the simulator ({@code clock}). Blocking calls need no more: a
 * pause advances the time and returns at once. A run that was started asynchronously waits for a task that it has scheduled;
 * {@link #until(ProvisioningRun)} moves the time from one such task to the next until the run is over.
 *
 * <p>Tasks run on the thread that advances the time, in the order in which they are due, each at its own moment. What one
 * throws, such as an assertion in it, whoever moves the time is told by an {@link AssertionError}, and so is the caller of a
 * blocking call whose pause it was. Time never goes back. Pauses on several threads overlap, as they do in real time.
 * Thread-safe.
 *
 * <p>It cannot see what other threads are at. When one pauses it moves on, also while another waits for an answer, whose time
 * limit may then be over though hardly any real time has passed. So make one blocking call at a time, and drive many runs by
 * {@link #untilAll}; where several threads must block at once, give them limits that are long enough for all of their pauses
 * one after the other.
 */
public final class VirtualTime implements TimeSource, InstantSource {

    /** Where it begins. */
    public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FARTHEST = Duration.ofDays(1_000_000);

    private final Agenda agenda = new Agenda();
    private final Duration patience;
    private volatile Duration off = Duration.ZERO;

    /** A time that stands at {@link #START}. */
    public VirtualTime() {
        this(Duration.ofSeconds(10));
    }

    /** One that waits for so long, in real time, while nothing happens. */
    VirtualTime(Duration patience) {
        this.patience = patience;
    }

    /** This machine's clock, which {@link #jump} may have set off. */
    @Override
    public Instant now() {
        return instant().plus(off);
    }

    /** The cloud's clock, which no jump changes. */
    @Override
    public Instant instant() {
        return START.plusNanos(agenda.elapsed());
    }

    @Override
    public long nanos() {
        return agenda.elapsed();
    }

    /**
     * Advances the time and returns at once, as {@link #advance} does; a negative pause is none.
     *
     * @throws AssertionError when a task threw something that was due meanwhile; {@code until} tells it as well
     */
    @Override
    public void pause(Duration duration) throws InterruptedException {
        requireNonNull(duration, "duration");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Agenda.fail(agenda.moveTo(end(duration.isNegative() ? Duration.ZERO : duration)));
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        requireNonNull(delay, "delay");
        requireNonNull(task, "task");
        return agenda.add(delay.isNegative() ? Duration.ZERO : delay, task);
    }

    /**
     * Moves the time on, and runs what becomes due on the way, what is scheduled meanwhile with it.
     *
     * @throws IllegalArgumentException when it is negative, since time never goes back, or beyond the end of this time, which
     *     is 292 years after the beginning
     * @throws AssertionError when a task has thrown something, once all that is due has run; and when a million tasks have run
     *     and the time has not got on by a minute: it tells what is scheduled
     */
    public void advance(Duration duration) {
        requireNonNull(duration, "duration");
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: time never goes back");
        }
        agenda.moveTo(end(duration));
        agenda.tellFailures();
    }

    private long end(Duration duration) {
        long end = agenda.in(duration);
        if (end == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "duration goes beyond the end of this time, 292 years after its beginning");
        }
        return end;
    }

    /**
     * Moves the time to the next task that is scheduled, and runs it; false when there is none.
     *
     * @throws AssertionError when a task has thrown something
     */
    public boolean advanceToNext() {
        boolean moved = agenda.moveToNext(Long.MAX_VALUE);
        agenda.tellFailures();
        return moved;
    }

    /**
     * Sets this machine's clock off by this much from now on; the cloud's clock, pauses and tasks stay right.
     *
     * @throws IllegalArgumentException when no clock shows that
     */
    public void jump(Duration off) {
        requireNonNull(off, "off");
        if (off.abs().compareTo(FARTHEST) > 0) {
            throw new IllegalArgumentException("off must be within a million days, not " + off);
        }
        this.off = off;
    }

    /** What is scheduled and not cancelled, the next first, each in words such as "in PT10S, at 2026-11-22T08:00:10Z". */
    public List<String> scheduled() {
        return agenda.list();
    }

    /**
     * Moves the time until the run is over, at most a day. The time stands while this run works.
     *
     * <p>It does not stand while another works, nor while another thread is in a blocking call: their time limits may be over
     * before their work is. Drive many by {@link #untilAll}.
     *
     * @throws io.github.iothubsdk.provisioning.model.ProvisioningException as the run ended
     * @throws AssertionError at once when a scheduled task has thrown something, with that as its cause; and when it is not
     *     over after a day, or when nothing is scheduled and nothing happens for ten seconds of real time, or when a million
     *     tasks have run and the time has not got on by a minute: its message tells what is scheduled
     * @throws InterruptedException when the calling thread is interrupted
     */
    public ProvisioningResult until(ProvisioningRun run) throws InterruptedException {
        requireNonNull(run, "run");
        return until(run, DAY);
    }

    /** As above, at most for as long. */
    public ProvisioningResult until(ProvisioningRun run, Duration atMost) throws InterruptedException {
        requireNonNull(atMost, "atMost");
        requireNonNull(run, "run");
        drive(atMost, run.result()::isDone, () -> works(run), () -> run.toString());
        return TimeDriver.result(run.result());
    }

    /**
     * Moves the time until every run is over, well or not, at most a day each time that none ends. The time stands while any
     * of them works.
     *
     * @throws AssertionError as for one run
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void untilAll(Collection<ProvisioningRun> runs) throws InterruptedException {
        List<ProvisioningRun> all = List.copyOf(requireNonNull(runs, "runs"));
        for (ProvisioningRun run : all) {
            drive(DAY, run.result()::isDone, () -> all.stream().anyMatch(VirtualTime::works), () -> run.toString());
        }
    }

    /**
     * Moves the time until the future is complete, at most a day.
     *
     * <p>What works towards it is not seen, and the time may move meanwhile: a time limit, such as that of a check of yours,
     * may be over too soon. For a run take {@link #until(ProvisioningRun)}.
     *
     * @return what it was completed with; what it failed with is thrown as it is, a checked exception as the cause of an
     *     {@link IllegalStateException} that names it
     * @throws AssertionError as for a run
     * @throws InterruptedException when the calling thread is interrupted
     */
    public <T> T until(Future<T> future) throws InterruptedException {
        requireNonNull(future, "future");
        return until(future, DAY);
    }

    /** As above, at most for as long. */
    public <T> T until(Future<T> future, Duration atMost) throws InterruptedException {
        requireNonNull(atMost, "atMost");
        requireNonNull(future, "future");
        drive(atMost, future::isDone, () -> false, () -> "the future");
        return TimeDriver.result(future);
    }

    /** Moves the time until this holds, at most a day; asked again after every task. */
    public void until(BooleanSupplier holds) throws InterruptedException {
        requireNonNull(holds, "holds");
        drive(DAY, holds, () -> false, () -> "what was waited for");
    }

    private void drive(Duration atMost, BooleanSupplier over, BooleanSupplier working, Supplier<String> what)
            throws InterruptedException {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("atMost must not be negative");
        }
        new TimeDriver(agenda, atMost, patience, working, what).driveUntil(over);
    }

    /** What tasks threw, and what neither {@code until} nor who advanced the time was told. */
    List<Agenda.Failed> failures() {
        return agenda.untold();
    }

    private static boolean works(ProvisioningRun run) {
        return run.state().phase() == ProvisioningRun.Phase.WORKING;
    }

    /** Such as {@code 2026-11-22T08:15:40Z, 1 scheduled}. */
    @Override
    public String toString() {
        return instant() + ", " + scheduled().size() + " scheduled";
    }
}
