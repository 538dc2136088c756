package io.github.iothubsdk.testkit;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Moves virtual time from task to task until something holds, while other threads do in real time what the tasks set off.
 *
 * <p>After a task it gives them a moment to schedule the next one, and before a leap a moment to schedule something nearer.
 * While they are seen to work, and while nothing is scheduled, the time stands.
 */
final class TimeDriver {

    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration GLANCE = Duration.ofNanos(200_000);
    private static final long LEAP = Duration.ofSeconds(15).toNanos();

    private final Agenda agenda;
    private final Duration atMost;
    private final Duration patience;
    private final BooleanSupplier working;
    private final Supplier<String> what;

    /**
     * Drives this time.
     *
     * @param atMost how far it moves
     * @param patience the longest, in real time, that nothing happens
     * @param working whether somebody is seen to work
     * @param what is waited for, in words
     */
    TimeDriver(Agenda agenda, Duration atMost, Duration patience, BooleanSupplier working, Supplier<String> what) {
        this.agenda = agenda;
        this.atMost = atMost;
        this.patience = patience;
        this.working = working;
        this.what = what;
    }

    /** What a task throws meanwhile, on whatever thread, ends it. */
    void driveUntil(BooleanSupplier over) throws InterruptedException {
        agenda.tellFailures();
        long end = agenda.in(atMost);
        Pace pace = new Pace(agenda);
        Deadline patient = Deadline.in(patience, TimeSource.system());
        while (!over.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long known = agenda.added();
            if (mayMove(end, known, over) && agenda.moveToNext(end)) {
                pace.ran();
                awaitReaction(known, over);
                patient = Deadline.in(patience, TimeSource.system());
            } else if (patient.passed()) {
                throw stuck(end);
            } else {
                agenda.awaitMoreThan(known, GLANCE);
            }
            agenda.tellFailures();
        }
        agenda.tellFailures();
    }

    private boolean mayMove(long end, long known, BooleanSupplier over) throws InterruptedException {
        OptionalLong next = agenda.next();
        if (working.getAsBoolean() || next.isEmpty() || next.getAsLong() > end) {
            return false;
        }
        if (next.getAsLong() - agenda.elapsed() > LEAP) {
            awaitReaction(known, over);
            return agenda.added() == known && !working.getAsBoolean() && !over.getAsBoolean();
        }
        return true;
    }

    private void awaitReaction(long known, BooleanSupplier over) throws InterruptedException {
        Deadline moment = Deadline.in(MOMENT, TimeSource.system());
        while (agenda.added() <= known && !over.getAsBoolean() && !moment.passed()) {
            agenda.awaitMoreThan(known, GLANCE);
        }
    }

    private AssertionError stuck(long end) {
        OptionalLong next = agenda.next();
        String why = next.isPresent() && next.getAsLong() > end
                ? "what is scheduled next is more than " + atMost + " after the beginning"
                : "nothing has happened for " + patience + " of real time";
        return new AssertionError(what.get() + " is not over at " + VirtualTime.START.plusNanos(agenda.elapsed()) + ": "
                + why + ". Scheduled: " + Pace.words(agenda.list()) + ".");
    }

    /** What it was completed with; what it failed with is thrown. */
    static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("the future failed: " + e.getCause(), e.getCause());
        }
    }
}
