package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The names that unfinished runs of the journal are creating: creating one of them again would order it twice.
 *
 * <p>Read from the journal once, then kept up with this process's own runs. Thread-safe.
 */
final class NamesInHand {

    private record Name(String region, String name) {
        static Name of(CreateInstanceRequest request) {
            return new Name(request.region(), request.name());
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Name, RunId> runs = new HashMap<>();
    private boolean journalRead;

    /** Takes the name for this run, unless an unfinished one has it: then that one. */
    Optional<RunId> take(CreateInstanceRequest request, RunId runId, Supplier<Stream<Progress>> journal) {
        lock.lock();
        try {
            if (!journalRead) {
                journal.get()
                        .filter(NamesInHand::mayStillOrder)
                        .forEach(run -> runs.put(Name.of(run.request()), run.runId()));
                journalRead = true;
            }
            return Optional.ofNullable(runs.putIfAbsent(Name.of(request), runId));
        } finally {
            lock.unlock();
        }
    }

    /** Gives the name free when the run that has it can order nothing more. */
    void settle(Progress progress) {
        lock.lock();
        try {
            if (!mayStillOrder(progress)) {
                runs.remove(Name.of(progress.request()), progress.runId());
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean mayStillOrder(Progress progress) {
        return progress.ended().isEmpty() || progress.ended().get() == Ending.UNKNOWN;
    }
}
