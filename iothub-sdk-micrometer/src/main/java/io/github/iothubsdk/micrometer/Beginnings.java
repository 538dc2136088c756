package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.provisioning.model.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the runs that are under way were begun or taken up. Thread-safe.
 *
 * <p>Of a run that is cancelled no end is told: so it remembers the newest 10,000, and forgets the others.
 */
final class Beginnings {

    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunId, Long> begun = new LinkedHashMap<>();

    /** The newest counts. */
    void note(RunId run, long at) {
        lock.lock();
        try {
            begun.remove(run);
            begun.put(run, at);
            if (begun.size() > MOST) {
                begun.remove(begun.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Empty when it was not told, or was forgotten. */
    Optional<Long> take(RunId run) {
        lock.lock();
        try {
            return Optional.ofNullable(begun.remove(run));
        } finally {
            lock.unlock();
        }
    }
}
