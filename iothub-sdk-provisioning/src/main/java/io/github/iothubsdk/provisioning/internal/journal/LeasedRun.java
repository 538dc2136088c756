package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run while this node owns it; each write proves the epoch in its own transaction. */
final class LeasedRun implements Journal.OwnedRun {

    private static final String INSERT = "INSERT INTO " + JdbcJournal.TABLE
            + " (run_id, seq, epoch, lease_until, written_at, kind, step, data) VALUES (?, ?, ?, 0, ?, ?, ?, ?)";

    /** The row of the lease stays, so that the epoch goes on. */
    private static final String DELETE = "DELETE FROM " + JdbcJournal.TABLE + " WHERE run_id = ? AND seq > 0";

    private final JdbcJournal journal;
    private final RunId run;
    private final long epoch;
    private final List<JournalEntry> entries;
    private Instant heldUntil;
    private boolean doubtful;

    LeasedRun(JdbcJournal journal, RunId run, long epoch) {
        this.journal = journal;
        this.run = run;
        this.epoch = epoch;
        this.heldUntil = journal.timeSource().now().plus(journal.lease());
        this.entries = new ArrayList<>(journal.read(run));
    }

    @Override
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void append(JournalEntry entry) {
        if (doubtful) {
            throw new JournalException(
                    "An earlier write of run " + run + " may or may not be in the journal; take the run up again.",
                    null);
        }
        doubtful = true;
        Instant until = until();
        journal.transactions().run("write to run " + run, connection -> {
            Lease lease = new Lease(connection, run);
            if (!lease.hold(epoch, until)) {
                throw lease.lost();
            }
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setString(1, run.value());
                insert.setInt(2, entries.size() + 1);
                insert.setLong(3, epoch);
                JournalRow.bind(insert, 4, entry);
                return insert.executeUpdate();
            }
        });
        doubtful = false;
        heldUntil = until;
        entries.add(entry);
    }

    @Override
    public void delete() {
        Instant until = until();
        journal.transactions().run("delete run " + run, connection -> {
            Lease lease = new Lease(connection, run);
            if (!lease.hold(epoch, until)) {
                throw lease.lost();
            }
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setString(1, run.value());
                return delete.executeUpdate();
            }
        });
        entries.clear();
    }

    /** Renews the lease when half of it is over. */
    @Override
    public void renew() {
        Duration left = Duration.between(journal.timeSource().now(), heldUntil);
        if (left.compareTo(journal.lease().dividedBy(2)) < 0) {
            verifyOwnership();
        }
    }

    @Override
    public void verifyOwnership() {
        Instant until = until();
        journal.transactions().run("confirm the ownership of run " + run, connection -> {
            Lease lease = new Lease(connection, run);
            if (!lease.hold(epoch, until)) {
                throw lease.lost();
            }
            return until;
        });
        heldUntil = until;
    }

    /** Gives the run up at once; when that fails, the lease does it later. */
    @Override
    public void close() {
        giveUp(journal, run, epoch);
    }

    static void giveUp(JdbcJournal journal, RunId run, long epoch) {
        try {
            journal.transactions()
                    .run("give up run " + run, connection -> new Lease(connection, run).hold(epoch, Instant.EPOCH));
        } catch (JournalException e) {
            // Nothing is lost but time.
        }
    }

    private Instant until() {
        return journal.timeSource().now().plus(journal.lease());
    }
}
