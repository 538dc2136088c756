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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code orphans} with the form of a database. */
@Timeout(120)
class SchemaOrphansCommandTest extends DatabaseCase {

    private static final String SCRIPT = "CREATE TABLE one (id INT);\nCREATE TABLE two (id INT);\n";

    private final Path script;

    SchemaOrphansCommandTest(@TempDir Path home) throws IOException {
        super(home);
        script = Files.writeString(home.resolve("schema.sql"), SCRIPT);
    }

    private Desk.Said orphans(String... more) {
        String[] options = new String[more.length + 6];
        System.arraycopy(more, 0, options, 6, more.length);
        options[0] = "--name";
        options[1] = "plant-7";
        options[2] = "--schema";
        options[3] = script.toString();
        options[4] = "--schema-url";
        options[5] = server.jdbcUrl(Demo.DATABASE);
        return desk.form("orphans", options);
    }

    private void execute(String sql) throws SQLException {
        try (Connection open =
                        DriverManager.getConnection(server.jdbcUrl(Demo.DATABASE), Demo.DB_USER, Demo.DB_PASSWORD);
                Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void saysThatSchemasAreNotLookedAtWithoutAForm() {
        var said = desk.iothub("orphans");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "Every instance of the region, and every order that may hold money, is a run's of this journal.",
                        "Looked at cn-north-1 alone.",
                        "Schemas were not looked at: add -f hub.yaml, the form of create, with its schema.");
        assertThat(desk.iothub("orphans", "--output", "json").lines())
                .singleElement()
                .asString()
                .contains("\"orphans\":0", "\"schema\":\"NOT_LOOKED\"", "\"schemaNotLooked\":\"Schemas were not");
        assertThat(desk.form("orphans", "--name", "plant-7").out()).contains("the form names no script. Add --schema");
    }

    @Test
    void saysThatADatabaseIsClear() throws SQLException {
        assertThat(orphans().lines())
                .last()
                .asString()
                .isEqualTo("The schema of " + Demo.DATABASE + " on " + Demo.RDS
                        + " is not half-initialised, or a run of this journal explains it.");
        execute("CREATE TABLE other (id INT)");
        assertThat(orphans("--output", "json").lines())
                .singleElement()
                .asString()
                .contains("\"orphans\":0", "\"schema\":\"CLEAR\"");
    }

    @Test
    void listsAHalfInitialisedSchemaAndChangesNothing() throws SQLException {
        execute("CREATE TABLE one (id INT)");

        var said = orphans();

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.lines())
                .last()
                .asString()
                .contains("Half-initialised, and no run of this journal explains it: " + Demo.DATABASE + " on "
                        + Demo.RDS)
                .contains("1 of 2 tables of the script are there", "drop them before create");
        assertThat(orphans("--output", "json").lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("\"event\":\"orphan\"")
                        && line.contains("\"kind\":\"UNFINISHED_SCHEMA\",\"name\":\"" + Demo.DATABASE + "\"")
                        && line.contains("\"tables\":1,\"tablesOfScript\":2"))
                .anyMatch(line -> line.contains("\"orphans\":1,\"schema\":\"UNFINISHED\""));
        execute("CREATE TABLE two (id INT)"); // it was not made meanwhile
        assertThat(desk.cloud.ledger().orders()).isEmpty();
    }

    /** A script that broke is its run's affair in its own journal, and an orphan by another. */
    @Test
    void knowsTheRunsOfItsJournal() throws Exception {
        Files.writeString(script, SCRIPT + "INSERT INTO three VALUES (1);\n");
        String url = server.jdbcUrl(Demo.DATABASE);
        var failed = desk.create(
                "plant-7", "--yes", "--run-id", "order-4711", "--schema", script.toString(), "--schema-url", url);
        assertThat(failed.code()).isEqualTo(2);

        assertThat(orphans().out()).contains("is not half-initialised, or a run of this journal explains it");
        Path other = Files.createDirectories(home.resolve("other"));
        assertThat(orphans("--journal", other.toString()).out())
                .contains("2 of 2 tables of the script are there, since 20", ", by run order-4711.")
                .contains("Resume that run with its own journal")
                .doesNotContain(url, Demo.DB_PASSWORD);
    }

    @Test
    void tellsTheOrdersWhereTheDatabaseCannotBeLookedAt() {
        desk.cloud.demoAccount().colleague().amount("88.00").order("plant-8");

        var away = desk.form(
                "orphans",
                "--name",
                "plant-7",
                "--schema",
                script.toString(),
                "--schema-url",
                "jdbc:mysql://127.0.0.1:9/x");
        assertThat(away.code()).as(away.err()).isEqualTo(1);
        assertThat(away.out()).contains("plant-8", "The database " + Demo.DATABASE + " could not be looked at: ");

        desk.env.put("IOTHUB_DB_PASSWORD", "not-the-one");
        var refused = orphans("--output", "json");
        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("\"orphans\":1", "\"schema\":\"NOT_LOOKED\"", "could not be looked at")
                .doesNotContain("not-the-one", "SecretSource");

        desk.env.remove("IOTHUB_DB_PASSWORD");
        assertThat(orphans().err()).contains("Set IOTHUB_DB_PASSWORD");
    }
}
