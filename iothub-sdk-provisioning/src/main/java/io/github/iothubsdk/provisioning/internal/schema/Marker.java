package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table in the target database that says which script was applied, and whether to its end. */
record Marker(Query query) {

    static final String TABLE = "iothub_sdk_bootstrap";

    static final String CREATE = "CREATE TABLE IF NOT EXISTS " + TABLE
            + " (id TINYINT PRIMARY KEY, sha256 CHAR(64) NOT NULL, run_id VARCHAR(64) NOT NULL,"
            + " state VARCHAR(16) NOT NULL, owns_rows TINYINT NOT NULL,"
            + " started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,"
            + " finished_at TIMESTAMP NULL, statements INT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8";

    /**
     * What it says.
     *
     * @param sha256 of which script
     * @param applied whether to its end
     * @param ownsRows whether the database held no row when the first of the unfinished scripts began
     */
    record Entry(String sha256, String runId, boolean applied, boolean ownsRows, Instant startedAt) {

        boolean isOf(SchemaJob job) {
            return sha256.equals(job.script().sha256());
        }

        String words() {
            return "script " + sha256 + (runId.isEmpty() ? "" : " of run " + runId) + ", begun at " + startedAt;
        }
    }

    Optional<Entry> read() throws SQLException {
        if (query.rows(
                        "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
                        TABLE)
                .isEmpty()) {
            return Optional.empty();
        }
        return query
                .rows("SELECT sha256, run_id, state, owns_rows, FLOOR(UNIX_TIMESTAMP(started_at)) FROM " + TABLE
                        + " WHERE id = 1")
                .stream()
                .map(Marker::entry)
                .findFirst();
    }

    void started(SchemaJob job, boolean ownsRows) throws SQLException {
        query.update(CREATE);
        query.update(
                "INSERT INTO " + TABLE + " (id, sha256, run_id, state, owns_rows) VALUES (1, ?, ?, 'BEGUN', ?)"
                        + " ON DUPLICATE KEY UPDATE sha256 = VALUES(sha256), run_id = VALUES(run_id),"
                        + " state = 'BEGUN', owns_rows = VALUES(owns_rows), started_at = CURRENT_TIMESTAMP,"
                        + " finished_at = NULL, statements = NULL",
                job.script().sha256(),
                job.runId().map(RunId::value).orElse(""),
                ownsRows ? 1 : 0);
    }

    void finished(int statements) throws SQLException {
        int written = query.update(
                "UPDATE " + TABLE + " SET state = 'APPLIED', finished_at = CURRENT_TIMESTAMP, statements = ?"
                        + " WHERE id = 1",
                statements);
        if (written != 1) {
            throw new SchemaException(
                    Kind.SCRIPT,
                    "The script removed what says that it was applied, the table " + TABLE + ".",
                    "Take the statement that does so out of the script.");
        }
    }

    private static Entry entry(List<String> row) {
        return new Entry(
                row.get(0),
                row.get(1),
                row.get(2).equals("APPLIED"),
                row.get(3).equals("1"),
                Instant.ofEpochSecond(Long.parseLong(row.get(4))));
    }
}
