package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.provisioning.SchemaTransports;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdbcSchemaConformanceTest extends SchemaTransportConformance {

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @Override
    protected SchemaTransport create() {
        return SchemaTransports.jdbc(rds -> server.jdbcUrl(rds.database()));
    }

    @Override
    protected void createDatabase(String name, String user, String password) throws SQLException {
        server.createDatabase(name, user, password);
    }

    @Override
    protected String jdbcUrl(String name) {
        return server.jdbcUrl(name);
    }
}
