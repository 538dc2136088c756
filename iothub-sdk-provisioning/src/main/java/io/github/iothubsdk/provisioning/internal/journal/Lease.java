package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.time.Instant;

/** The row with number 0 of a run: who owns it, until when, and in which epoch. */
final class Lease {

    private static final String T = JdbcJournal.TABLE;

    private final Connection connection;
    private final RunId run;

    Lease(Connection connection, RunId run) {
        this.connection = connection;
        this.run = run;
    }

    /** Takes a run whose lease has ended, or that is new; the epoch that its owner writes in. */
    long take(Instant now, Duration lease, String owner) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT epoch, lease_until, data FROM " + T + " WHERE run_id = ? AND seq = 0")) {
            ask.setString(1, run.value());
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    return insert(now.plus(lease), owner);
                }
                if (row.getLong(2) > now.toEpochMilli()) {
                    throw owned(row.getString(3), Instant.ofEpochMilli(row.getLong(2)));
                }
                return raise(row.getLong(1), row.getLong(2), now.plus(lease), owner);
            }
        }
    }

    /** Whether this epoch is still the run's, which then stays owned until this time. */
    boolean hold(long epoch, Instant until) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + T + " SET lease_until = ? WHERE run_id = ? AND seq = 0 AND epoch = ?")) {
            update.setLong(1, until.toEpochMilli());
            update.setString(2, run.value());
            update.setLong(3, epoch);
            return update.executeUpdate() == 1;
        }
    }

    JournalException lost() {
        return new JournalException.Owned("Run " + run
                + " was taken over by another owner, since this one was not heard of for the length of its lease.");
    }

    private long insert(Instant until, String owner) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + T
                        + " (run_id, seq, epoch, lease_until, written_at, kind, step, data) VALUES (?, 0, 1, ?, '', 'OWNER', '', ?)")) {
            insert.setString(1, run.value());
            insert.setLong(2, until.toEpochMilli());
            insert.setString(3, owner);
            insert.executeUpdate();
            return 1;
        } catch (SQLIntegrityConstraintViolationException e) {
            throw owned("another owner", until);
        }
    }

    /** Only from the lease that was seen to have ended: its owner may be renewing it right now. */
    private long raise(long epoch, long ended, Instant until, String owner) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + T
                        + " SET epoch = ?, lease_until = ?, data = ? WHERE run_id = ? AND seq = 0 AND epoch = ? AND lease_until = ?")) {
            update.setLong(1, epoch + 1);
            update.setLong(2, until.toEpochMilli());
            update.setString(3, owner);
            update.setString(4, run.value());
            update.setLong(5, epoch);
            update.setLong(6, ended);
            if (update.executeUpdate() != 1) {
                throw owned("another owner", until);
            }
            return epoch + 1;
        }
    }

    private JournalException owned(String by, Instant until) {
        return new JournalException.Owned(
                "Run " + run + " is being worked on by " + by + ", whose lease lasts until " + until + ".");
    }
}
