package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** One owner at a time for each database of a server; the server lets go when the session ends, however it ends. */
final class SessionLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_NAME = 64;

    private final Connection connection;
    private final String name;

    private SessionLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    static SessionLock take(Connection connection, String database) throws SQLException {
        String name = name(database);
        try (PreparedStatement ask = connection.prepareStatement("SELECT GET_LOCK(?, ?), IS_USED_LOCK(?)")) {
            ask.setString(1, name);
            ask.setLong(2, PATIENCE.toSeconds());
            ask.setString(3, name);
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                if (answer.getInt(1) != 1) {
                    throw new SchemaException(
                            Kind.UNREACHABLE,
                            "The database " + database + " is being initialised by connection " + answer.getString(2)
                                    + " of its server.",
                            "Wait until that is done.");
                }
            }
        }
        return new SessionLock(connection, name);
    }

    /** What the lock of a database is called. */
    static String name(String database) {
        String whole = "iothub_sdk:" + database;
        return whole.substring(0, Math.min(whole.length(), LONGEST_NAME));
    }

    /** The connection whose session holds the lock. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            try (PreparedStatement release = connection.prepareStatement("DO RELEASE_LOCK(?)")) {
                release.setString(1, name);
                release.execute();
            }
        }
    }
}
