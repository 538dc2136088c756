package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By a DBA, who runs the file as its instructions say, and again when another was at it. */
@Timeout(60)
class ScriptFileContractTest extends SchemaTransportContract {

    private static final int MOST = 20;

    private Path directory;

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
