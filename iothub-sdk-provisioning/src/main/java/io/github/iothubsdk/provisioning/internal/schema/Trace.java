package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;

/** Finds out how far the server got with a script whose connection was lost, by asking on another. */
record Trace(JdbcLogin login, SchemaJob job) {

    String of(String session) {
        try (Connection connection = login.open(job)) {
            Query query = new Query(connection);
            boolean running = !query.rows("SELECT id FROM information_schema.processlist WHERE id = ?", session)
                    .isEmpty();
            String made = query.rows("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                            + " AND table_name <> '" + Marker.TABLE + "' AND create_time >= (SELECT started_at FROM "
                            + Marker.TABLE + " WHERE id = 1)")
                    .get(0)
                    .get(0);
            return "the server has made " + made + " tables since the script began, and "
                    + (running ? "is still running it" : "has ended it");
        } catch (SQLException e) {
            return "the server cannot be asked how far it got";
        }
    }
}
