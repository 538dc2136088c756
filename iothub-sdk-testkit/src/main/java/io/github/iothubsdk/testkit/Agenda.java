package io.github.iothubsdk.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is scheduled on a time that moves by it. No task runs under its lock. Thread-safe. */
final class Agenda {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private volatile long elapsed;
    private final Queue<Failed> untold = new ConcurrentLinkedQueue<>();
    private long added;

    /** A task that threw something, when it was due and whose it was. */
    record Failed(long at, String by, Throwable thrown) {
        String words() {
            return "the task that was due at " + VirtualTime.START.plusNanos(at) + " (scheduled by thread " + by
                    + ") threw " + thrown;
        }
    }

    /** One task, by when it is due, and by turn among those that are due at once. */
    private final class Entry extends FutureTask<@Nullable Void> implements Comparable<Entry> {
        private final long at;
        private final long turn;
        private final String by = Thread.currentThread().getName();
        private @Nullable Failed failed;

        Entry(long at, long turn, Runnable task) {
            super(task, null);
            this.at = at;
            this.turn = turn;
        }

        @Override
        protected void setException(Throwable thrown) {
            failed = new Failed(at, by, thrown);
            untold.add(failed);
            super.setException(thrown);
        }

        @Override
        protected void done() {
            if (isCancelled()) {
                drop(this);
            }
        }

        @Override
        public int compareTo(Entry other) {
            return at == other.at ? Long.compare(turn, other.turn) : Long.compare(at, other.at);
        }

        String words() {
            return "in " + Duration.ofNanos(at - elapsed) + ", at " + VirtualTime.START.plusNanos(at)
                    + " (scheduled by thread " + by + ")";
        }
    }

    /** Nanoseconds since the beginning. */
    long elapsed() {
        return elapsed;
    }

    /** Nanoseconds since the beginning when this much more will have passed; the end of time when there is none. */
    long in(Duration more) {
        long now = elapsed;
        try {
            return Math.addExact(now, more.toNanos());
        } catch (ArithmeticException never) {
            return Long.MAX_VALUE;
        }
    }

    /** What tasks threw and nobody was told of. */
    List<Failed> untold() {
        return List.copyOf(untold);
    }

    /** Fails with what tasks threw and nobody was told of; who calls this is told. */
    void tellFailures() {
        List<Failed> told = untold();
        untold.removeAll(told);
        fail(told);
    }

    /** Fails with these, unless there are none. */
    static void fail(List<Failed> failed) {
        if (!failed.isEmpty()) {
            AssertionError error = new AssertionError(
                    "On the virtual time, " + failed.get(0).words(),
                    failed.get(0).thrown());
            failed.stream().skip(1).forEach(other -> error.addSuppressed(other.thrown()));
            throw error;
        }
    }

    FutureTask<?> add(Duration delay, Runnable task) {
        lock.lock();
        try {
            Entry entry = new Entry(in(delay), added, task);
            added++;
            entries.add(entry);
            changed.signalAll();
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** How many there have been so far. */
    long added() {
        lock.lock();
        try {
            return added;
        } finally {
            lock.unlock();
        }
    }

    private void drop(Entry entry) {
        lock.lock();
        try {
            entries.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves to this moment, by way of everything that is due until then.
     *
     * @return what the tasks that it ran threw
     */
    List<Failed> moveTo(long end) {
        List<Failed> failed = new ArrayList<>();
        Pace pace = new Pace(this);
        for (Entry due = take(end, end); due != null; due = take(end, end)) {
            due.run();
            if (due.failed != null) {
                failed.add(due.failed);
            }
            pace.ran();
        }
        return failed;
    }

    /** Moves to what comes next and runs it, unless it comes later than this; false when it does, or nothing comes. */
    boolean moveToNext(long latest) {
        Entry next = take(latest, elapsed);
        if (next == null) {
            return false;
        }
        next.run();
        return true;
    }

    /** Takes the first that is due by then, and moves to it; without one, moves to the other moment. */
    private @Nullable Entry take(long latest, long otherwise) {
        lock.lock();
        try {
            Entry first = entries.peek();
            boolean due = first != null && first.at <= latest;
            elapsed = Math.max(elapsed, first != null && due ? first.at : otherwise);
            return due ? entries.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    /** When the next one is due; empty when nothing is scheduled. */
    OptionalLong next() {
        lock.lock();
        try {
            Entry first = entries.peek();
            return first == null ? OptionalLong.empty() : OptionalLong.of(first.at);
        } finally {
            lock.unlock();
        }
    }

    List<String> list() {
        lock.lock();
        try {
            return entries.stream().sorted().map(Entry::words).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, in real time, until there have been more than so many, or for as long. */
    void awaitMoreThan(long known, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (added <= known && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
