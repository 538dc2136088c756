package io.github.iothubsdk.spring.contract;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A real MariaDB for each class, for each test a database whose user may create no table, and a simulated cloud. */
public abstract class ShopCase {

    static final String USER = "shop";
    static final String PASSWORD = "canary-of-the-shops-database";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedMariaDb server;

    final Simulator cloud = Simulator.builder()
            .preparing(Duration.ofMillis(100))
            .building(Duration.ofMillis(200))
            .uniqueNames(false)
            .start();
    final Account account = cloud.demoAccount();
    final String database = "shop" + DATABASES.incrementAndGet();

    protected ShopCase() {} // for the tests of the starters

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedMariaDb.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void createDatabase() throws SQLException, IOException {
        server.createDatabase(database, USER, PASSWORD);
        execute(script());
        server.administer("REVOKE CREATE, DROP, ALTER, INDEX, CREATE VIEW, CREATE TEMPORARY TABLES ON `" + database
                + "`.* FROM '" + USER + "'@'127.0.0.1'");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    static EmbeddedMariaDb server() {
        return server;
    }

    /** The offered script's one statement. */
    static String script() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(IotHubConnectionDetails.class.getResourceAsStream("/iothub-sdk/journal.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^--.*$", "")
                    .replace(";", "")
                    .strip();
        }
    }

    Connection connection() throws SQLException {
        return source().getConnection();
    }

    javax.sql.DataSource source() {
        var source = new com.mysql.cj.jdbc.MysqlDataSource();
        source.setUrl(server.jdbcUrl(database));
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return source;
    }

    void execute(String sql) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What an application's configuration says, without secrets. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", server.jdbcUrl(database));
        properties.put("spring.datasource.username", USER);
        properties.put("spring.main.banner-mode", "off");
        properties.put("logging.level.root", "error");
        properties.put("server.port", "0");
        properties.put("iothub.poll-interval", "100ms");
        properties.put("iothub.quiet-period", "2s");
        properties.put("iothub.journal.lease", "4s");
        properties.put("iothub.runs.look-every", "500ms");
        properties.put("iothub.hub.vpc", Demo.VPC);
        properties.put("iothub.hub.subnet", Demo.SUBNET);
        properties.put("iothub.hub.rds", Demo.RDS);
        properties.put("iothub.hub.database", Demo.DATABASE);
        properties.put("iothub.hub.database-host", Demo.RDS_HOST);
        properties.put("iothub.hub.database-user", Demo.DB_USER);
        return properties;
    }

    static String[] arguments(Map<String, String> properties) {
        List<String> arguments = new ArrayList<>();
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments.toArray(String[]::new);
    }

    /** An application in this process, led to the cloud by connection details. */
    ConfigurableApplicationContext start(Map<String, String> more) {
        Map<String, String> properties = properties();
        properties.put("spring.datasource.password", PASSWORD);
        properties.putAll(more);
        return new SpringApplicationBuilder(Shop.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("cloud", IotHubConnectionDetails.class, () -> SimulatedIotHub.details(cloud)))
                .run(arguments(properties));
    }

    /** Another process's view of the journal. */
    ProvisioningClient client() {
        var credentials = Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY));
        return ProvisioningClient.builder(CredentialsProvider.of(credentials))
                .endpoint(cloud.endpoint())
                .secrets(asked -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .quietPeriod(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(100))
                .journal(Journals.inTable(source(), Duration.ofSeconds(4)))
                .build();
    }

    static Optional<RunSummary.Ending> ending(ProvisioningClient client, RunId run) {
        return client.run(run).flatMap(RunSummary::ended);
    }

    /** A test's time-out interrupts it. */
    static void until(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("it was not reached in time");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
