package io.github.iothubsdk.simulator.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The latest events, as server-sent events for whoever follows them.
 *
 * <p>To publish is to put an event into a ring, which waits for nobody; it is written once it is released. Each follower writes in a thread of its own, from the
 * ring; who is so slow that the ring has gone round, or knows an event of a process before, is told {@code lost} and goes on with what is
 * there. Thread-safe.
 */
public final class Feed implements AutoCloseable {
    /** Enough for a page that was away for a moment. */
    static final int RING = 1_000;

    static final Duration PULSE = Duration.ofSeconds(1);
    private static final int PULSES_TO_HEARTBEAT = 15;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Event> ring = new ArrayDeque<>();
    private final Runnable pulse;
    private final long pulseNanos;
    private long last;
    private long released;
    private long pulsedAt = System.nanoTime();
    private boolean closed;

    private record Event(long id, String kind, Supplier<String> data) {
        String text() {
            return "id: " + id + "\nevent: " + kind + "\ndata: " + data.get() + "\n\n";
        }
    }

    /**
     * What a follower is told next.
     *
     * @param lost how many events there were that the ring has no longer, or never had: those of a process before
     * @param upTo the last event that he knows then
     */
    private record News(long lost, List<Event> events, long upTo) {
        boolean isNothing() {
            return lost == 0 && events.isEmpty();
        }

        String text() {
            StringBuilder text = new StringBuilder();
            if (lost > 0) {
                text.append("id: ").append(upTo - events.size()).append("\nevent: lost\ndata: {\"lost\":");
                text.append(lost).append("}\n\n");
            }
            events.forEach(event -> text.append(event.text()));
            return text.toString();
        }
    }

    /** Takes whole events; what it throws ends the following. */
    public interface Writer {
        /** Writes and flushes. */
        void write(String text) throws IOException;
    }

    /** Makes one; the pulse is called now and then while somebody listens, and may publish. */
    public Feed(Runnable pulse) {
        this(pulse, PULSE);
    }

    Feed(Runnable pulse, Duration often) {
        this.pulse = pulse;
        pulseNanos = often.toNanos();
    }

    /**
     * Publishes an event, which nobody reads before it is released.
     *
     * @param data one line of JSON, asked for when it is written, perhaps more than once
     */
    public void publish(String kind, Supplier<String> data) {
        lock.lock();
        try {
            ring.add(new Event(++last, kind, data));
            if (ring.size() > RING) {
                ring.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Goes on behind this id, in place of 0; before anything is published. */
    public void startFrom(long id) {
        lock.lock();
        try {
            last = id;
            released = id;
        } finally {
            lock.unlock();
        }
    }

    /** Lets all be written that was published. */
    public void release() {
        lock.lock();
        try {
            if (released < last) {
                released = last;
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The id of the latest event, released or not; 0 when there was none. */
    public long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes every event after this id until it is closed or the writer fails.
     *
     * @param after the last one that is known
     * @param first what is written before all else
     */
    public void follow(long after, String first, Writer out) throws IOException, InterruptedException {
        out.write(first);
        long known = after;
        int idle = 0;
        while (true) {
            News news = next(known);
            if (news.isNothing()) {
                if (isClosed()) {
                    return;
                }
                pulse();
                if (++idle >= PULSES_TO_HEARTBEAT) {
                    out.write(": still here\n\n");
                    idle = 0;
                }
            } else {
                out.write(news.text());
                known = news.upTo;
                idle = 0;
            }
        }
    }

    /** Waits for news for the length of a pulse; nothing when there was none, or when it is closed. */
    private News next(long known) throws InterruptedException {
        lock.lock();
        try {
            long left = pulseNanos;
            while (released <= known && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
            if (closed || released <= known) {
                return new News(0, List.of(), known);
            }
            List<Event> there = ring.stream()
                    .filter(event -> event.id > known && event.id <= released)
                    .toList();
            long first = there.isEmpty() ? released + 1 : there.get(0).id;
            return new News(first - known - 1, there, released);
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Of many followers one gives the pulse; outside of the lock, since it may publish and look at things. */
    private void pulse() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (now - pulsedAt < pulseNanos) {
                return;
            }
            pulsedAt = now;
        } finally {
            lock.unlock();
        }
        pulse.run();
    }

    /** Ends all following at once. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
