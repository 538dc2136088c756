package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table in the target database that says which script was applied, and whether to its end. */
final class Marker {

    static final String TABLE = "iothub_sdk_bootstrap";

    static final String CREATE = "CREATE TABLE IF NOT EXISTS " + TABLE
            + " (id TINYINT PRIMARY KEY, sha256 CHAR(64) NOT NULL, run_id VARCHAR(64) NOT NULL,"
            + " state VARCHAR(16) NOT NULL, started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,"
            + " finished_at TIMESTAMP NULL, statements INT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8";

    /** What the marker says of a script. */
    enum State {
        /** No script has been here. */
        CLEAN,
        /** This script was begun and not finished. */
        BEGUN,
        /** This script was applied to its end. */
        APPLIED,
        /** Another script was begun or applied. */
        OTHER
    }

    private final Connection connection;

    Marker(Connection connection) {
        this.connection = connection;
    }

    State state(SchemaScript script) throws SQLException {
        if (!exists()) {
            return State.CLEAN;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sha256, state FROM " + TABLE + " WHERE id = 1")) {
            if (!row.next()) {
                return State.CLEAN;
            }
            if (!row.getString(1).equals(script.sha256())) {
                return State.OTHER;
            }
            return row.getString(2).equals("APPLIED") ? State.APPLIED : State.BEGUN;
        }
    }

    void started(SchemaJob job) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
        try (PreparedStatement row = connection.prepareStatement(
                "REPLACE INTO " + TABLE + " (id, sha256, run_id, state) VALUES (1, ?, ?, 'BEGUN')")) {
            row.setString(1, job.script().sha256());
            row.setString(2, job.runId().map(RunId::value).orElse(""));
            row.executeUpdate();
        }
    }

    void finished(int statements) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("UPDATE " + TABLE
                + " SET state = 'APPLIED', finished_at = CURRENT_TIMESTAMP, statements = ? WHERE id = 1")) {
            row.setInt(1, statements);
            if (row.executeUpdate() != 1) {
                throw new SchemaException(
                        Kind.SCRIPT,
                        "The script removed the table " + TABLE + ", which says that it was applied.",
                        "Take the statement that drops it out of the script.");
            }
        }
    }

    private boolean exists() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT 1 FROM information_schema.tables" + " WHERE table_schema = DATABASE() AND table_name = ?")) {
            ask.setString(1, TABLE);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next();
            }
        }
    }
}
