package io.github.iothubsdk.benchmarks.scale;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is written to a journal, and for how long its callers wait for that. */
final class CountingJournal implements Journal {

    /** The same for all journals of the process. */
    static final LongAdder WRITES = new LongAdder();

    static final LongAdder DURABLE = new LongAdder();
    static final LongAdder NANOS = new LongAdder();

    private final Journal inner;

    CountingJournal(Journal inner) {
        this.inner = inner;
    }

    private static void count(boolean durable, long start) {
        WRITES.increment();
        DURABLE.add(durable ? 1 : 0);
        NANOS.add(System.nanoTime() - start);
    }

    @Override
    public OwnedRun own(RunId run) {
        return new Counted(inner.own(run));
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        long start = System.nanoTime();
        RunId holder = inner.reserve(key, run, over);
        count(true, start);
        return holder;
    }

    @Override
    public Optional<RunId> holder(String key) {
        return inner.holder(key);
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        return inner.read(run);
    }

    @Override
    public List<RunId> runs() {
        return inner.runs();
    }

    private record Counted(OwnedRun inner) implements OwnedRun {

        @Override
        public List<JournalEntry> entries() {
            return inner.entries();
        }

        @Override
        public void append(JournalEntry entry) {
            long start = System.nanoTime();
            inner.append(entry);
            count(entry.kind().mustLast(), start);
        }

        @Override
        public void renew() {
            inner.renew();
        }

        @Override
        public void verifyOwnership() {
            inner.verifyOwnership();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
