package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;
import java.util.function.Predicate;

/** A journal that refuses to write the entries that a test does not want written. */
record BreakableJournal(Journal whole, Predicate<JournalEntry> writes) implements Journal {

    @Override
    public OwnedRun own(RunId run) {
        OwnedRun owned = whole.own(run);
        return new OwnedRun() {
            @Override
            public List<JournalEntry> entries() {
                return owned.entries();
            }

            @Override
            public void append(JournalEntry entry) {
                if (!writes.test(entry)) {
                    throw new JournalException("The disk is full. Make room.", null);
                }
                owned.append(entry);
            }

            @Override
            public void close() {
                owned.close();
            }
        };
    }

    @Override
    public List<JournalEntry> read(RunId run) {
        return whole.read(run);
    }

    @Override
    public List<RunId> runs() {
        return whole.runs();
    }
}
