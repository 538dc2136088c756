package io.github.iothubsdk.provisioning.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A lost session is no answer: it must not be taken for a server that hides something. */
class QueryTest {

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedMariaDb.start();
        server.createDatabase("hub", Demo.DB_USER, Demo.DB_PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("hub"), Demo.DB_USER, Demo.DB_PASSWORD);
    }

    @Test
    void tellsWhatTheServerDoesNotShowFromASessionThatWasKilled() throws SQLException {
        try (Connection open = open()) {
            Query query = new Query(open);
            String session =
                    query.rows("SELECT CAST(CONNECTION_ID() AS CHAR)").get(0).get(0);

            assertThat(query.shown("SELECT 1")).contains(List.of(List.of("1")));
            assertThat(query.shown("SHOW GRANTS FOR 'root'@'localhost'")).isEmpty();

            server.administer("KILL " + session);
            SQLException lost =
                    catchThrowableOfType(SQLException.class, () -> query.shown("SHOW GRANTS FOR 'root'@'localhost'"));
            assertThat(SqlErrors.connectionTrouble(lost)).isTrue();
        }
    }
}
