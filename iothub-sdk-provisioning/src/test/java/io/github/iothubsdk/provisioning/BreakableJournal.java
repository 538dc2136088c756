package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.function.Predicate;

/** A journal that refuses to write the entries that a test does not want written. */
final class BreakableJournal extends ForwardingJournal {

    private final Predicate<JournalEntry> writes;

    BreakableJournal(Journal whole, Predicate<JournalEntry> writes) {
        super(whole);
        this.writes = writes;
    }

    @Override
    void append(OwnedRun owned, JournalEntry entry) {
        if (!writes.test(entry)) {
            throw new JournalException("The disk is full. Make room.", null);
        }
        owned.append(entry);
    }
}
