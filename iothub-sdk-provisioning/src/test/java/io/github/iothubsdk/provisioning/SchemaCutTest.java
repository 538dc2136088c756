package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script is cut off in the middle, from outside and by an interrupt, on a real server in real time. */
@Timeout(60)
class SchemaCutTest {

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final SchemaScript SLOW = SchemaScripts.bytes("""
            DROP TABLE IF EXISTS a;
            CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(40));
            INSERT INTO a VALUES (1, 'one; and more'), (2, 'two');
            DO SLEEP(1.5);
            DROP TABLE IF EXISTS b;
            CREATE TABLE b (id INT PRIMARY KEY);
            INSERT INTO b VALUES (7);
            """.getBytes(StandardCharsets.UTF_8));

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ProvisioningClient client(Cloud cloud, String database) {
        return cloud.builder()
                .schemaTransport(SchemaTransports.jdbc(db -> server.jdbcUrl(database)))
                .schemaScript(SLOW)
                .build();
    }

    /** The user has rights on the database of the clean run too. */
    private static CreateInstanceRequest request() {
        return Cloud.request("plant-7")
                .bootstrapSchema(SchemaBootstrap.of(SLOW).allowWiderRights())
                .build();
    }

    private static List<String> ask(String database, String sql) throws SQLException {
        try (Connection open = DriverManager.getConnection(server.jdbcUrl(database), Demo.DB_USER, Demo.DB_PASSWORD);
                Statement statement = open.createStatement()) {
            List<String> answers = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        answers.add(rows.getString(1));
                    }
                }
            }
            return answers;
        }
    }

    /** The session in the middle of the script of this database. */
    private static String asleep(String database) throws SQLException {
        while (true) {
            List<String> found = ask(
                    database,
                    "SELECT id FROM information_schema.processlist WHERE state = 'User sleep' AND db = '" + database
                            + "'");
            if (!found.isEmpty()) {
                return found.get(0);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static List<String> content(String database) throws SQLException {
        List<String> content = new ArrayList<>(ask(
                database,
                "SELECT CONCAT_WS(' ', table_name, column_name, column_type, column_key) FROM"
                        + " information_schema.columns WHERE table_schema = DATABASE()"
                        + " ORDER BY table_name, ordinal_position"));
        content.addAll(ask(database, "SELECT CONCAT_WS(' ', id, v) FROM a ORDER BY id"));
        content.addAll(ask(database, "SELECT id FROM b ORDER BY id"));
        content.addAll(ask(database, "SELECT CONCAT_WS(' ', sha256, state, statements) FROM iothub_sdk_bootstrap"));
        return content;
    }

    private static Thread inBackground(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void comesToTheSchemaOfACleanRunAfterItsConnectionWasKilled() throws Exception {
        server.createDatabase("clean", Demo.DB_USER, Demo.DB_PASSWORD);
        server.createDatabase("cut", Demo.DB_USER, Demo.DB_PASSWORD);
        try (var cloud = new Cloud();
                var client = client(cloud, "clean")) {
            client.create(request(), HOUR);
        }
        try (var cloud = new Cloud();
                var client = client(cloud, "cut")) {
            var create = new FutureTask<>(() -> client.create(request(), Duration.ofSeconds(5)));
            inBackground(create);
            ask("cut", "KILL " + asleep("cut"));

            Throwable cut = catchThrowable(create::get);

            assertThat(cut).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(Unfinished.class);
            assertThat(cut).hasMessageContaining("The connection was lost while the script ran");
            assertThat(cloud.simulator.ledger().writes()).isZero();
            ProvisioningResult done =
                    client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
            assertThat(done.schema().orElseThrow().statements()).isEqualTo(7);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
        assertThat(content("cut")).isEqualTo(content("clean")).hasSizeGreaterThan(8);
    }

    @Test
    void leavesAnInterruptedScriptWithinASecondAndFinishesItOnResume() throws Exception {
        server.createDatabase("interrupted", Demo.DB_USER, Demo.DB_PASSWORD);
        try (var cloud = new Cloud();
                var client = client(cloud, "interrupted")) {
            var create = new FutureTask<>(() -> {
                Unfinished stopped = catchThrowableOfType(Unfinished.class, () -> client.create(request(), HOUR));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                return stopped;
            });
            Thread caller = inBackground(create);
            String session = asleep("interrupted");
            assertThat(session).isNotBlank();
            long start = System.nanoTime();
            caller.interrupt();

            Unfinished stopped = create.get();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(cloud.simulator.ledger().writes()).isZero();
            ProvisioningResult done = client.resume(stopped.runId().orElseThrow(), HOUR);
            assertThat(done.schema()).isPresent();
            assertThat(ask("interrupted", "SELECT COUNT(*) FROM b")).containsExactly("1");
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
