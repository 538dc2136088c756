package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any server, by {@code -Dschema.server.url=jdbc:mysql://host:port/database}, {@code schema.server.user} and
 * the variable {@code SCHEMA_SERVER_PASSWORD}: all that is in the database is dropped. {@code .ci/mysql56} gives it a MySQL 5.6.
 */
@Timeout(300)
@EnabledIfSystemProperty(named = "schema.server.url", matches = "jdbc:mysql:.+")
class SchemaServerTest {

    private static final String URL = System.getProperty("schema.server.url", "");
    private static final String USER = System.getProperty("schema.server.user", "");
    private static final String PASSWORD = System.getenv().getOrDefault("SCHEMA_SERVER_PASSWORD", "");

    private final List<SchemaNote> notes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void empty() throws SQLException {
        for (String table : ask("SHOW TABLES")) {
            ask("DROP TABLE `" + table + "`");
        }
    }

    private static List<String> ask(String sql) throws SQLException {
        try (Connection open = DriverManager.getConnection(URL, USER, PASSWORD);
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

    private static SchemaTransport transport(String driver) {
        return SchemaTransports.jdbc(db -> URL.replace("jdbc:mysql:", "jdbc:" + driver + ":"));
    }

    private SchemaJob job(SchemaBootstrap wanted) {
        return new SchemaJob(
                RdsDatabase.of(Demo.RDS, "hub", "127.0.0.1", USER, Secret.of(PASSWORD)),
                () -> 3306,
                Secret.of(PASSWORD),
                wanted,
                Optional.of(new RunId("run-1")),
                Deadline.in(Duration.ofMinutes(4), TimeSource.system()),
                notes::add);
    }

    private SchemaException fails(String driver, SchemaBootstrap wanted) {
        SchemaException failed = catchThrowableOfType(
                SchemaException.class, () -> transport(driver).run(job(wanted)));
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void initialisesItOnceWithTheWholeDemoScript(String driver) throws SQLException {
        System.out.println(driver + ": " + transport(driver).probe(job(SchemaBootstrap.of(MariaDbCase.DEMO))));

        SchemaReport report = transport(driver).run(job(SchemaBootstrap.of(MariaDbCase.DEMO)));

        assertThat(report.statements()).isEqualTo(36);
        assertThat(report.tables()).isEqualTo(12);
        assertThat(transport(driver)
                        .run(job(SchemaBootstrap.of(MariaDbCase.DEMO)))
                        .alreadyThere())
                .isTrue();
        assertThat(ask("SELECT title FROM demo_tenant")).containsExactly("演示租户");
        assertThat(notes).extracting(SchemaNote::kind).containsOnly(SchemaNote.Kind.UNVERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void namesTheFailingStatementByItsNumberAndItsLine(String driver) throws SQLException {
        for (int bad = 1; bad <= 5; bad++) {
            empty();
            StringBuilder sql = new StringBuilder();
            for (int i = 1; i <= 5; i++) {
                sql.append(i == bad ? "INSERT INTO nowhere VALUES ('secret')" : "CREATE TABLE t" + i + " (id INT)")
                        .append(";\n\n");
            }
            SchemaException failed = fails(driver, SchemaBootstrap.of(MariaDbCase.script(sql.toString())));

            assertThat(failed.kind()).isEqualTo(Kind.SCRIPT);
            assertThat(failed.statement()).hasValue(bad);
            assertThat(failed).hasMessageContaining("begins on line " + (2 * bad - 1) + ".");
            assertThat(failed.getMessage()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void refusesRowsOfOthersAndAnotherDatabase(String driver) throws SQLException {
        ask("CREATE TABLE telemetry (id INT)");
        ask("INSERT INTO telemetry VALUES (1), (2)");

        assertThat(fails(driver, SchemaBootstrap.of(MariaDbCase.DEMO))).hasMessageContaining("rows in telemetry (2)");
        assertThat(fails(
                        driver,
                        SchemaBootstrap.of(MariaDbCase.script("DROP TABLE other.t"))
                                .allowReplacingData()))
                .hasMessageContaining("names the database other");
        assertThat(fails(
                        driver,
                        SchemaBootstrap.of(
                                        MariaDbCase.script(
                                                "SET @s = CONCAT('CREATE TABLE oth', 'er.t (id INT)'); PREPARE s FROM @s; EXECUTE s"))
                                .allowReplacingData()))
                .hasMessageContaining("of the script failed: error 1142");
        assertThat(ask("SELECT COUNT(*) FROM telemetry")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void takesTheVendorsOwnScriptWhereItLies(String driver) throws SQLException {
        Assumptions.assumeTrue(Files.exists(VendorScriptTest.FILE), "the vendor's script is not beside the project");

        SchemaReport report = transport(driver)
                .run(job(SchemaBootstrap.of(SchemaScripts.file(VendorScriptTest.FILE))
                        .expecting(SchemaExpectation.vendors())));

        assertThat(report.statements()).isEqualTo(73);
        assertThat(report.tables()).isEqualTo(31);
        assertThat(ask("SELECT COUNT(*) FROM component_descriptor")).containsExactly("34");
    }
}
