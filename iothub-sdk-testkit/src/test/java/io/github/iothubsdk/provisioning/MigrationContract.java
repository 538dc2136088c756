package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import io.github.iothubsdk.testkit.conformance.SchemaTransportContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** By a team whose tool runs the file of the job's script, one after the other. */
abstract class MigrationContract extends SchemaTransportContract {

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static EmbeddedMariaDb server;

    private final MigrationTool tool;
    private final ReentrantLock turn = new ReentrantLock();

    @SuppressWarnings("NullAway.Init") // made before each test
    private Path home;

    MigrationContract(MigrationTool tool) {
        this.tool = tool;
    }

    abstract void apply(MigrationTeam team) throws Exception;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stopTheServer() {
        server.close();
    }

    @BeforeEach
    void prepare(@TempDir Path fresh) {
        home = fresh;
    }

    @Override
    protected SchemaTransport create() {
        return SchemaTransports.migration(
                home.resolve("all"), tool, SchemaTransports.jdbc(rds -> server.jdbcUrl(rds.database())));
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
        try {
            return transport.run(job);
        } catch (SchemaException e) {
            if (e.kind() != SchemaException.Kind.WAITING) {
                throw e;
            }
        }
        turn.lock();
        try {
            Path theirs = Files.createDirectories(
                    home.resolve(job.database().database() + job.script().sha256()));
            List<Path> files;
            try (var all = Files.list(home.resolve("all"))) {
                files = all.filter(file ->
                                file.toString().contains(job.script().sha256().substring(0, 8)))
                        .toList();
            }
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                Files.write(theirs.resolve(file.getFileName()), Files.readAllBytes(file));
            }
            apply(new MigrationTeam(
                    theirs, jdbcUrl(job.database().database()), job.database().user()));
        } finally {
            turn.unlock();
        }
        return transport.run(job);
    }
}
