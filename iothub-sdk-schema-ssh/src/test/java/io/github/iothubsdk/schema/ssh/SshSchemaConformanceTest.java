package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import io.github.iothubsdk.testkit.conformance.SchemaTransportConformance;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshSchemaConformanceTest extends SchemaTransportConformance {

    private static final String PASSWORD = "bastion-password";

    private static EmbeddedMariaDb server;

    private TestBastion bastion;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @BeforeEach
    void startBastion() throws Exception {
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                .password(PASSWORD)
                .name(Demo.RDS_HOST, server.port());
    }

    @AfterEach
    void stopBastion() throws Exception {
        bastion.nothingIsLeft();
        bastion.close();
    }

    @Override
    protected SchemaTransport create() {
        return SshSchema.through(
                bastion.known(PASSWORD),
                (rds, end) -> "jdbc:mysql://127.0.0.1:" + end.getPort() + "/" + rds.database());
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
