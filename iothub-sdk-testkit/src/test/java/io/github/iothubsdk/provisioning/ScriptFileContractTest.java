package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import io.github.iothubsdk.testkit.conformance.SchemaTransportContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By a DBA, who runs the file as its instructions say, and again when another was at it. */
@Timeout(60)
class ScriptFileContractTest extends SchemaTransportContract {

    private static final int MOST = 20;

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static EmbeddedMariaDb server;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Path directory;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @BeforeEach
    void prepare(@TempDir Path fresh) throws Exception {
        directory = Files.createDirectory(fresh.resolve("for-the-dba"));
    }

    @AfterEach
    void leavesNothingUnfinished() throws Exception {
        try (var files = Files.list(directory)) {
            assertThat(files).allSatisfy(file -> {
                assertThat(file.toString()).matches(".*\\.(sql|receipt)");
                assertThat(Files.readString(file)).doesNotContain(Demo.DB_PASSWORD);
            });
        }
    }

    @Override
    protected SchemaTransport create() {
        return SchemaTransports.scriptFile(directory, SchemaTransports.jdbc(rds -> server.jdbcUrl(rds.database())));
    }

    @Override
    protected void createDatabase(String name, String user, String password) throws SQLException {
        server.createDatabase(name, user, password);
    }

    @Override
    protected String jdbcUrl(String name) {
        return server.jdbcUrl(name);
    }

    @Override
    protected SchemaReport carryOut(SchemaTransport transport, SchemaJob job) throws Exception {
        for (int i = 0; i < MOST; i++) {
            try {
                return transport.run(job);
            } catch (SchemaException e) {
                assertThat(e.kind()).as(e.getMessage()).isEqualTo(SchemaException.Kind.WAITING);
            }
            String run = job.runId().map(RunId::value).orElseThrow();
            MariaDbClient.of(server.port()).run(directory.resolve("iothub-" + run + ".sql"));
        }
        return transport.run(job);
    }
}
