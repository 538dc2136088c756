package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.HexFormat;
import java.util.Optional;

/** The row of a key: its {@code run_id} is made of the key's SHA-256, its number is -1, its data the run that has it. */
final class Reservation {

    private static final String T = JdbcJournal.TABLE;
    private static final int WIDTH = 64;

    private final Connection connection;
    private final String row;

    Reservation(Connection connection, String key) {
        this.connection = connection;
        this.row = ("name-" + sha256(key)).substring(0, WIDTH);
    }

    /** Who has the key now; empty when another owner was quicker, and it is worth looking again. */
    Optional<RunId> take(RunId run, Optional<RunId> over) throws SQLException {
        if (over.isPresent() && pass(over.get(), run)) {
            return Optional.of(run);
        }
        Optional<RunId> holder = holder();
        return holder.isPresent() ? holder : insert(run);
    }

    /** Who has the key now. */
    Optional<RunId> holder() throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("SELECT data FROM " + T + " WHERE run_id = ? AND seq = -1")) {
            ask.setString(1, row);
            try (ResultSet found = ask.executeQuery()) {
                return found.next() ? Optional.of(run(found.getString(1))) : Optional.empty();
            }
        }
    }

    private static RunId run(String word) {
        try {
            return new RunId(word);
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "A reservation in the table " + T + " names no run. Nothing was sent. Was it changed by hand?", e);
        }
    }

    private boolean pass(RunId from, RunId to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + T + " SET data = ? WHERE run_id = ? AND seq = -1 AND data = ?")) {
            update.setString(1, to.value());
            update.setString(2, row);
            update.setString(3, from.value());
            return update.executeUpdate() == 1;
        }
    }

    private Optional<RunId> insert(RunId run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + T
                        + " (run_id, seq, epoch, lease_until, written_at, kind, step, data) VALUES (?, -1, 0, 0, '', 'NAME', '', ?)")) {
            insert.setString(1, row);
            insert.setString(2, run.value());
            insert.executeUpdate();
            return Optional.of(run);
        } catch (SQLIntegrityConstraintViolationException e) {
            return Optional.empty();
        }
    }

    private static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
