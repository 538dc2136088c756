package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that the command does not run itself. */
@Timeout(120)
class SchemaWaysTest extends DatabaseCase {

    /** Where a statement of a migration ends. */
    private static final Pattern END = Pattern.compile("//iothub-sdk//|;\\s*\n");

    private final Path folder;
    private final Path script;

    SchemaWaysTest(@TempDir Path home) throws IOException {
        super(home);
        folder = home.resolve("migration");
        script = Files.writeString(
                home.resolve("schema.sql"), "CREATE TABLE one (id INT);\nINSERT INTO one VALUES (1);\n");
    }

    /** Statement by statement, as a migration tool does. */
    private static void execute(String sql) throws SQLException {
        try (Connection open = DriverManager.getConnection(
                        server.jdbcUrl(Demo.DATABASE) + "?allowUserVariables=true", Demo.DB_USER, Demo.DB_PASSWORD);
                Statement statement = open.createStatement()) {
            List<String> statements = END.splitAsStream(sql.replaceAll("(?m)^--.*$", ""))
                    .filter(each -> !each.isBlank())
                    .toList();
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private Desk.Said create(String... more) {
        List<String> options = new ArrayList<>(List.of("--yes", "--run-id", "order-4711"));
        options.addAll(List.of("--schema", script.toString(), "--schema-url", server.jdbcUrl(Demo.DATABASE)));
        options.addAll(List.of(more));
        return desk.create("plant-7", options.toArray(String[]::new));
    }

    /** Nobody does it within that time. */
    private Desk.Said waited(String... way) {
        return create(
                Stream.concat(Stream.of(way), Stream.of("--timeout", "3s")).toArray(String[]::new));
    }

    private Desk.Said resume(String... more) {
        List<String> options = new ArrayList<>(List.of("order-4711", "--schema-url", server.jdbcUrl(Demo.DATABASE)));
        options.addAll(List.of(more));
        return desk.iothub("resume", options.toArray(String[]::new));
    }

    private static int tables() throws SQLException {
        try (Connection open =
                        DriverManager.getConnection(server.jdbcUrl(Demo.DATABASE), Demo.DB_USER, Demo.DB_PASSWORD);
                var rows = open.getMetaData().getTables(Demo.DATABASE, null, "%", null)) {
            int tables = 0;
            while (rows.next()) {
                tables++;
            }
            return tables;
        }
    }

    private Path only() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway", "LIQUIBASE"})
    void writesAMigrationAndWaitsUntilThatWasRun(String tool) throws Exception {
        String[] way = {"--schema-migration", folder.toString(), "--schema-tool", tool};
        var parked = waited(way);
        assertThat(parked.code()).as(parked.err()).isNotZero();
        assertThat(parked.out() + parked.err()).containsIgnoringCase(tool + " has to run " + only());
        assertThat(desk.cloud.ledger().orders()).isEmpty();

        execute(Files.readString(only()));

        var done = create(way);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(desk.cloud.ledger().orders()).hasSize(1);
    }

    /** Whoever takes it up elsewhere need not know how it was begun. */
    @Test
    void aPlainResumeRunsNoScriptThatOthersRun() throws Exception {
        assertThat(waited("--schema-migration", folder.toString()).code()).isNotZero();

        var still = resume("--timeout", "3s");
        assertThat(still.code()).as(still.out()).isNotZero();
        assertThat(still.out() + still.err())
                .contains("these are not there: one", "Others have to do that")
                .doesNotContain("initialising database");
        assertThat(tables()).isZero();

        execute(Files.readString(only()));
        var done = resume();
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(desk.cloud.ledger().orders()).hasSize(1);
    }

    @Test
    void onlyChecksAndSaysWhatIsMissing() throws Exception {
        var untold = create("--schema-check-only");
        assertThat(untold.code()).isEqualTo(2);
        assertThat(untold.err() + untold.out()).contains("--schema-tables, --schema-filled");

        String[] way = {"--schema-check-only", "--schema-tables", "1", "--schema-filled", "one"};
        var parked = waited(way);
        assertThat(parked.out() + parked.err()).contains("there are 0 tables instead of 1", "one holds no row");
        assertThat(desk.cloud.ledger().orders()).isEmpty();

        execute(Files.readString(script));

        var done = create(way);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(desk.cloud.ledger().orders()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--schema-check-only --schema-tables 31",
                "--schema-migration DIR",
                "--schema-tables 31",
                "--schema-filled one",
                "--schema-tool liquibase"
            })
    void buysNothingWhileItIsNotSaidWhichScript(String options) {
        var said = desk.create(
                "plant-7",
                Stream.concat(Stream.of("--yes"), Stream.of(options.split(" ", -1)))
                        .toArray(String[]::new));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(options.substring(0, (options + " ").indexOf(' ')), "Nothing was sent");
        assertThat(desk.cloud.ledger().orders()).isEmpty();
    }

    @Test
    void refusesTwoWaysAtOnce() {
        var both = create("--schema-check-only", "--schema-migration", folder.toString());

        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("--schema-check-only writes no migration");
        assertThat(create("--schema-tool", "ant").code()).isEqualTo(2);
        assertThat(create("--schema-tables", "-1").err()).contains("no such number of tables, -1");
        assertThat(desk.cloud.ledger().orders()).isEmpty();
    }
}
