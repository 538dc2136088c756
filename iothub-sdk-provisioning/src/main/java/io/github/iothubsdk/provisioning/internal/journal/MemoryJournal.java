package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps runs as long as the process lives, and loses them with it. Thread-safe. */
public final class MemoryJournal implements Journal {

    private final Map<RunId, List<JournalEntry>> runs = new ConcurrentHashMap<>();
    private final Map<String, RunId> reserved = new ConcurrentHashMap<>();
    private final Set<RunId> owned = ConcurrentHashMap.newKeySet();

    /** An empty journal. */
    public MemoryJournal() {}

    @Override
    public OwnedRun own(RunId run) {
        if (!owned.add(run)) {
            throw new JournalException.Owned("Run " + run + " is being worked on in this process.");
        }
        return new Owned(run);
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        return reserved.merge(
                key, run, (holder, next) -> over.filter(holder::equals).isPresent() ? next : holder);
    }

    @Override
    public Optional<RunId> holder(String key) {
        return Optional.ofNullable(reserved.get(key));
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        return List.copyOf(runs.getOrDefault(run, List.of()));
    }

    @Override
    public List<RunId> runs() {
        return List.copyOf(runs.keySet());
    }

    private final class Owned implements OwnedRun {
        private final RunId run;
        private final AtomicBoolean closed = new AtomicBoolean();

        Owned(RunId run) {
            this.run = run;
        }

        @Override
        public List<JournalEntry> entries() {
            return read(run);
        }

        @Override
        public void append(JournalEntry entry) {
            if (closed.get()) {
                throw new JournalException("Run " + run + " is not owned any more.", null);
            }
            runs.computeIfAbsent(run, id -> new CopyOnWriteArrayList<>()).add(entry);
        }

        @Override
        public void delete() {
            if (closed.get()) {
                throw new JournalException("Run " + run + " is not owned any more.", null);
            }
            runs.remove(run);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                owned.remove(run);
            }
        }
    }
}
