package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One owner at a time for each database of a server; the server lets go when the session ends, however it ends. */
record SessionLock(Connection connection) implements AutoCloseable {

    /** What the lock of the session's database is called, in SQL. */
    static final String NAME = "LEFT(CONCAT('iothub_sdk:', DATABASE()), 64)";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Nothing is asked of the server for this long only by a process that is gone, whether or not the server heard of it. */
    private static final Duration UNUSED = Duration.ofSeconds(30);

    /** Waits for a while, and not beyond the job's deadline. */
    static SessionLock take(Connection connection, SchemaJob job) throws SQLException {
        Query query = new Query(connection);
        if (!taken(query, Duration.ZERO)) {
            String holder = holder(query);
            job.note(SchemaNote.Kind.WAITING, holder + " is initialising the database; waiting for it");
            if (!taken(query, job.deadline().atMost(PATIENCE))) {
                throw new SchemaException(
                        Kind.WAITING,
                        "The database " + job.database().database() + " is being initialised by " + holder + ".",
                        "Wait until that is done.");
            }
        }
        query.update("SET SESSION wait_timeout = ?", UNUSED.toSeconds());
        return new SessionLock(connection);
    }

    private static boolean taken(Query query, Duration patience) throws SQLException {
        return query.rows("SELECT GET_LOCK(" + NAME + ", ?)", patience.toSeconds())
                .get(0)
                .get(0)
                .equals("1");
    }

    /** Who it is by the server's list of sessions, and since when by the marker that it has left. */
    private static String holder(Query query) throws SQLException {
        List<List<String>> session = query.rows(
                "SELECT id, user, host FROM information_schema.processlist WHERE id = IS_USED_LOCK(" + NAME + ")");
        String who = session.isEmpty()
                ? "another session of the server"
                : "connection " + session.get(0).get(0) + " of "
                        + session.get(0).get(1) + " from " + session.get(0).get(2);
        return new Marker(query)
                .read()
                .filter(entry -> !entry.applied())
                .map(entry -> who + " (" + entry.words() + ")")
                .orElse(who);
    }

    @Override
    public void close() {
        try {
            new Query(connection).rows("SELECT RELEASE_LOCK(" + NAME + ")");
        } catch (SQLException e) {
            // Then, and after a failed script that chose another database, the lock ends with the connection.
        }
    }
}
