package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real server for each class and a database for each test; the simulated cloud counts what is ordered. */
public abstract class MariaDbCase {

    protected static final Duration HOUR = Duration.ofMinutes(60);
    public static final SchemaScript DEMO = SchemaScripts.resource(Simulator.class, "/demo-schema.sql");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    protected static EmbeddedMariaDb server;

    protected final Cloud cloud = new Cloud();
    final List<SchemaNote> notes = new CopyOnWriteArrayList<>();
    protected final String database = "hub" + DATABASES.incrementAndGet();

    protected MariaDbCase() {} // for the tests of other modules

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The user has rights on this test's database, and on those of no other test. */
    @BeforeEach
    void createDatabase() throws SQLException {
        Databases.create(server, database);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    ProvisioningClient client() {
        return client(server.jdbcUrl(database));
    }

    ProvisioningClient client(String url) {
        return cloud.builder().schemaTransport(SchemaTransports.jdbc(db -> url)).build();
    }

    protected static CreateInstanceRequest request(SchemaBootstrap bootstrap) {
        return Cloud.request("plant-" + DATABASES.get())
                .bootstrapSchema(bootstrap)
                .build();
    }

    SchemaReport create(SchemaBootstrap bootstrap) {
        try (var client = client()) {
            return client.create(request(bootstrap), HOUR).schema().orElseThrow();
        }
    }

    /** As the drivers are named in URLs. */
    String url(String driver) {
        return server.jdbcUrl(database).replace("jdbc:mysql:", "jdbc:" + driver + ":");
    }

    SchemaJob job(SchemaBootstrap bootstrap) {
        return Databases.job(bootstrap, this::note);
    }

    /** Without what every run here is told: that nobody vouches for the server. */
    private void note(SchemaNote note) {
        if (note.kind() != SchemaNote.Kind.UNVERIFIED) {
            notes.add(note);
        }
    }

    InspectingSchemaTransport transport() {
        return SchemaTransports.jdbc(db -> server.jdbcUrl(database));
    }

    SchemaReport run(SchemaBootstrap bootstrap) {
        return transport().run(job(bootstrap));
    }

    SchemaException fails(SchemaBootstrap bootstrap) {
        SchemaException failure = catchThrowableOfType(SchemaException.class, () -> run(bootstrap));
        assertThat(failure).as("the failure").isNotNull();
        return failure;
    }

    protected static SchemaScript script(String sql) {
        return SchemaScripts.bytes(sql.getBytes(StandardCharsets.UTF_8));
    }

    protected Connection connection() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), Demo.DB_USER, Demo.DB_PASSWORD);
    }

    protected void execute(String sql) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    protected int rows(String table) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement();
                ResultSet answer = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    protected Invalid invalid(ProvisioningClient client, SchemaBootstrap bootstrap) {
        Invalid invalid = catchThrowableOfType(Invalid.class, () -> client.create(request(bootstrap), HOUR));
        assertThat(invalid).isNotNull();
        assertThat(cloud.simulator.ledger().writes()).isZero();
        assertThat(invalid.toString()).doesNotContain(Demo.DB_PASSWORD).doesNotContain("jdbc:");
        return invalid;
    }
}
