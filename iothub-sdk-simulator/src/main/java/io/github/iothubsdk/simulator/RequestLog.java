package io.github.iothubsdk.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest calls, for {@code GET /_sim/requests}; under the lock of the cloud. */
final class RequestLog {
    /** A few megabytes. */
    static final int MOST = 10_000;

    private final Deque<Served> latest = new ArrayDeque<>();
    private long count;

    /** The place of the next call. */
    long next() {
        return count + 1;
    }

    void add(Served call) {
        count++;
        latest.add(call);
        if (latest.size() > MOST) {
            latest.remove();
        }
    }

    /** Those of that place and behind it. */
    List<Served> since(long place) {
        return latest.stream().filter(call -> call.number() >= place).toList();
    }

    /** Forgets them; places are counted on. */
    void clear() {
        latest.clear();
    }
}
