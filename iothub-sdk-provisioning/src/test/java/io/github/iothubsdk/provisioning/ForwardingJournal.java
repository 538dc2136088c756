package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import java.util.List;
import java.util.Optional;

/** A journal around another one, for tests that stand between the two. */
abstract class ForwardingJournal implements Journal {

    private final Journal inner;

    ForwardingJournal(Journal inner) {
        this.inner = inner;
    }

    /** One entry is to be written to the inner journal. */
    void append(OwnedRun owned, JournalEntry entry) {
        owned.append(entry);
    }

    /** The ownership is looked at for the last time before a commit. */
    void confirm(OwnedRun owned, RunId run) {
        owned.verifyOwnership();
    }

    void close(OwnedRun owned) {
        owned.close();
    }

    @Override
    public RunId reserve(String key, RunId run, Optional<RunId> over) {
        return inner.reserve(key, run, over);
    }

    @Override
    public Optional<RunId> holder(String key) {
        return inner.holder(key);
    }

    @Override
    public OwnedRun own(RunId run) {
        OwnedRun owned = inner.own(run);
        return new OwnedRun() {
            @Override
            public List<JournalEntry> entries() {
                return owned.entries();
            }

            @Override
            public void append(JournalEntry entry) {
                ForwardingJournal.this.append(owned, entry);
            }

            @Override
            public void renew() {
                owned.renew();
            }

            @Override
            public void verifyOwnership() {
                ForwardingJournal.this.confirm(owned, run);
            }

            @Override
            public void close() {
                ForwardingJournal.this.close(owned);
            }
        };
    }

    @Override
    public final List<JournalEntry> read(RunId run) {
        return inner.read(run);
    }

    @Override
    public final List<RunId> runs() {
        return inner.runs();
    }
}
