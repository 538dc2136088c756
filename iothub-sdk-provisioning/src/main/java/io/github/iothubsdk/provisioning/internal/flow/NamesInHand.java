package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The names that unfinished runs of the journal are creating: creating one of them again would order it twice.
 *
 * <p>Runs that others have begun in the journal are read when they are first seen, and the one that stands in the way
 * is read again, since others may have ended it. Thread-safe.
 */
final class NamesInHand {

    private record Name(String region, String name) {
        static Name of(CreateInstanceRequest request) {
            return new Name(request.region(), request.name());
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Name, RunId> runs = new HashMap<>();
    private final Set<RunId> known = new HashSet<>();

    /** Takes the name for this run, unless an unfinished one has it: then that one. */
    Optional<RunId> take(CreateInstanceRequest request, RunId runId, Book journal) {
        Name name = Name.of(request);
        lock.lock();
        try {
            known.add(runId);
            journal.runs().stream().filter(run -> !known.contains(run)).forEach(run -> {
                Optional<Progress> begun = journal.read(run);
                begun.filter(NamesInHand::mayStillOrder)
                        .ifPresent(progress -> runs.putIfAbsent(Name.of(progress.request()), run));
                begun.ifPresent(progress -> known.add(run));
            });
            RunId other = runs.get(name);
            if (other != null
                    && journal.read(other).filter(run -> !mayStillOrder(run)).isPresent()) {
                runs.remove(name);
            }
            RunId holder = runs.putIfAbsent(name, runId);
            return Optional.ofNullable(holder).filter(run -> !run.equals(runId));
        } finally {
            lock.unlock();
        }
    }

    /** What the journal tells of its runs. */
    interface Book {

        List<RunId> runs();

        Optional<Progress> read(RunId runId);
    }

    /** Gives the name free: the run that has it was never journaled. */
    void forget(CreateInstanceRequest request, RunId runId) {
        lock.lock();
        try {
            runs.remove(Name.of(request), runId);
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
