package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run is parked until the real Flyway has run the file, of a team that owns the database's history. */
@Timeout(60)
class FlywayMigrationTest extends MariaDbCase {

    private static final Duration BUDGET = Duration.ofMinutes(5);

    private static final SchemaScript OWN = script(
            "DROP TABLE IF EXISTS a;\nCREATE TABLE a (n VARCHAR(50));\nINSERT INTO a VALUES ('${HOME} it\\'s; ');");

    private Path folder = Path.of("");
    private MigrationTeam team = new MigrationTeam(folder, "", "");

    @BeforeEach
    void prepare(@TempDir Path fresh) {
        folder = fresh.resolve("db").resolve("migration");
        team = new MigrationTeam(folder, server.jdbcUrl(database), Demo.DB_USER);
    }

    private SchemaTransport migration() {
        return SchemaTransports.migration(folder, MigrationTool.FLYWAY, transport());
    }

    private ProvisioningClient migrating(SchemaScript given) {
        return cloud.builder().schemaTransport(migration()).schemaScript(given).build();
    }

    private RunId parked(ProvisioningClient client, SchemaBootstrap bootstrap) {
        Unfinished parked = catchThrowableOfType(Unfinished.class, () -> client.create(request(bootstrap), BUDGET));
        assertThat(parked.reason()).isEqualTo(UnfinishedReason.WAITS_FOR_DATABASE_ADMINISTRATOR);
        assertThat(parked).hasMessageContaining("Flyway has to run " + folder);
        assertThat(cloud.simulator.ledger().writes()).isZero();
        return parked.runId().orElseThrow();
    }

    private SchemaException waits(SchemaScript script) {
        SchemaException waiting = refuses(SchemaBootstrap.of(script));
        assertThat(waiting.kind()).as(waiting.getMessage()).isEqualTo(Kind.WAITING);
        return waiting;
    }

    private SchemaException refuses(SchemaBootstrap wanted) {
        SchemaException failed =
                catchThrowableOfType(SchemaException.class, () -> migration().run(job(wanted)));
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    private List<Path> files(String end) throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private Path file() throws Exception {
        List<Path> files = files(".sql");
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    @Test
    void goesOnWhenFlywayHasRunTheFileAndValidatesAfterwards() throws Exception {
        try (var client = migrating(DEMO)) {
            RunId run =
                    parked(client, SchemaBootstrap.of(DEMO).expecting(new SchemaExpectation(12, List.of("demo_user"))));
            assertThat(file().getFileName().toString())
                    .matches(
                            "V20\\d{12}\\.\\d+__iot_hub_schema_" + DEMO.sha256().substring(0, 8) + "\\.sql");
            assertThat(Files.readString(file()))
                    .contains(DEMO.text(), "tables_12", "EXISTS(SELECT 1 FROM `demo_user`)")
                    .doesNotContain(Demo.DB_PASSWORD, database, run.value());

            assertThat(team.migrate()).isEqualTo(1);

            var report = client.resume(run, HOUR).schema().orElseThrow();
            assertThat(report.tables()).isEqualTo(12);
            assertThat(report.alreadyThere()).isFalse();
        }
        team.flyway().validate();
        assertThat(team.migrate()).isZero();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void leavesWhatTheDriversLeave() throws Exception {
        waits(DEMO);
        team.migrate();
        List<String> byFlyway = Databases.content(server.jdbcUrl(database)).stream()
                .filter(line -> !line.startsWith("flyway"))
                .toList();
        server.administer("DROP DATABASE " + database);
        Databases.create(server, database);
        run(SchemaBootstrap.of(DEMO));

        assertThat(byFlyway).isEqualTo(Databases.content(server.jdbcUrl(database)));
    }

    @Test
    void holdsAQuestionThatAPersonCanAsk() throws Exception {
        refuses(SchemaBootstrap.of(DEMO).expecting(new SchemaExpectation(12, List.of("demo_user"))));
        team.migrate();
        String text = Files.readString(file());
        String question = text.substring(text.indexOf("SELECT EXISTS"), text.indexOf("FROM `demo_user`"))
                .replace("\n--", "\n");

        assertThat(Databases.ask(
                        server.jdbcUrl(database),
                        "SELECT CONCAT_WS(' ', applied, tables_12, x) FROM (" + question
                                + " FROM `demo_user`) AS x) asked"))
                .containsExactly("1 1 1");
    }

    @Test
    void keepsPlaceholdersInDataAsTheyAre() throws Exception {
        waits(OWN);
        team.migrate();

        assertThat(Databases.ask(server.jdbcUrl(database), "SELECT n FROM a")).containsExactly("${HOME} it's; ");
        assertThat(migration().run(job(SchemaBootstrap.of(OWN))).tables()).isEqualTo(1);
    }

    /** Flyway replaces those that it knows without a word. */
    @Test
    void stopsWhenTheConfThatForbidsPlaceholdersIsLost() throws Exception {
        SchemaScript known = script("CREATE TABLE a (n VARCHAR(50)); INSERT INTO a VALUES ('${flyway:user}');");
        waits(known);
        Files.delete(files(".conf").get(0));

        assertThatThrownBy(team::migrate).hasMessageContaining("placeholders are replaced");

        assertThat(rows("information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'a'"))
                .isZero();
        assertThat(waits(known)).hasMessageContaining("history says that V");
        assertThat(files(".conf")).hasSize(1);
    }

    @Test
    void refusesAConfThatLetsFlywayReplacePlaceholders() throws Exception {
        waits(OWN);
        Files.writeString(files(".conf").get(0), "placeholderReplacement=true\n");

        assertThat(refuses(SchemaBootstrap.of(OWN))).hasMessageContaining("does not say placeholderReplacement=false");

        Files.writeString(files(".conf").get(0), "executeInTransaction=false\nplaceholderReplacement = false\n");
        waits(OWN);
    }

    @Test
    void tellsOfAFailedMigrationAndGoesOnWhenItWasRepaired() throws Exception {
        SchemaScript failing = script("DROP TABLE IF EXISTS a; CREATE TABLE a (id INT); INSERT INTO a VALUES (1);"
                + " INSERT INTO a SELECT id FROM comes_later;");
        waits(failing);
        assertThatThrownBy(team::migrate).isInstanceOf(FlywayException.class).hasMessageContaining("comes_later");

        SchemaException failed = waits(failing);

        assertThat(failed).hasMessageContaining("Flyway's history says that " + file().getFileName() + " failed");
        assertThat(failed.remedy()).contains("flyway repair");
        execute("CREATE TABLE comes_later (id INT)");
        team.flyway().repair();
        assertThat(waits(failing)).hasMessageContaining("has to run");
        assertThat(team.migrate()).isEqualTo(1);
        assertThat(migration().run(job(SchemaBootstrap.of(failing))).tables()).isEqualTo(2);
        assertThat(rows("a")).isEqualTo(1);
    }

    @Test
    void believesNoHistoryOfWhatWasNeverRun() throws Exception {
        waits(OWN);
        String name = file().getFileName().toString();
        team.migrate();
        execute("DROP TABLE a");
        execute("DROP TABLE iothub_sdk_bootstrap");

        assertThat(waits(OWN)).hasMessageContaining("history lists " + name + ", but the database has no mark");
    }

    @Test
    void refusesAMigrationThatRanWithOtherContent() throws Exception {
        waits(OWN);
        String right = Files.readString(file());
        Files.writeString(file(), right + "CREATE TABLE more (id INT);\n");
        assertThat(refuses(SchemaBootstrap.of(OWN)).getMessage())
                .startsWith(file().toString())
                .contains("other content");
        team.migrate();
        assertThat(refuses(SchemaBootstrap.of(OWN)).kind()).isEqualTo(Kind.REFUSED);
        Files.writeString(file(), right);

        assertThat(refuses(SchemaBootstrap.of(OWN))).hasMessageContaining("with other content: its checksum there is");
    }

    @Test
    void losesNoRowsThatCameBetweenTheLookAndTheMigration() throws Exception {
        waits(OWN);
        team.flyway().baseline();
        execute("CREATE TABLE a (id INT)");
        execute("INSERT INTO a VALUES (4711)");

        assertThatThrownBy(team::migrate).hasMessageContaining("STOPPED, nothing was changed: rows in a");

        assertThat(rows("a WHERE id = 4711")).isEqualTo(1);
        assertThat(rows("information_schema.tables WHERE table_schema = DATABASE()"))
                .isEqualTo(2);
    }

    /** The history's rows are in nobody's way, and what the team has there without rows is not either. */
    @Test
    void comesBehindTheTeamsOwnMigrations() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("V7__plants.sql"), "CREATE TABLE plants (id INT);");
        team.migrate();

        waits(OWN);

        assertThat(files(".sql"))
                .extracting(file -> file.getFileName().toString())
                .hasSize(2)
                .anyMatch(name -> name.matches("V7\\.\\d+__iot_hub_schema_.*"));
        assertThat(team.migrate()).isEqualTo(1);
        Files.writeString(folder.resolve("V8__more.sql"), "CREATE TABLE more (id INT);");
        assertThat(team.migrate()).isEqualTo(1);
        assertThat(migration().run(job(SchemaBootstrap.of(OWN))).alreadyThere()).isTrue();
    }

    @Test
    void tellsOfAHistoryInTheWayToWhoeverRunsAScriptBesideIt() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("V7__plants.sql"), "CREATE TABLE plants (id INT);");
        team.migrate();

        transport().probe(job(SchemaBootstrap.of(DEMO)));
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(SchemaNote.Kind.HISTORY);
            assertThat(note.words()).contains("Flyway keeps one there, in flyway_schema_history", "docs/schema.md");
        });
        notes.clear();
        migration().probe(job(SchemaBootstrap.of(DEMO)));
        assertThat(notes).isEmpty();
        SchemaTransports.migration(folder, MigrationTool.LIQUIBASE, transport()).probe(job(SchemaBootstrap.of(DEMO)));
        assertThat(notes).hasSize(1);
        try (var client = client()) {
            CheckResult found = Verdict.of(client.preflight(request(SchemaBootstrap.of(DEMO))), Verdict.SCHEMA);
            assertThat(found.outcome()).isEqualTo(CheckResult.Outcome.WARNING);
            assertThat(client.create(request(SchemaBootstrap.of(DEMO)), HOUR)
                            .schema()
                            .orElseThrow()
                            .tables())
                    .isEqualTo(13);
        }
        assertThat(rows("flyway_schema_history")).isEqualTo(1);
    }

    /** A script that names the history's table may be about to drop it. */
    @Test
    void sparesTheHistoryFromAScriptThatNamesIt() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("V7__plants.sql"), "CREATE TABLE plants (id INT);");
        team.migrate();

        assertThat(fails(SchemaBootstrap.of(script("DROP TABLE flyway_schema_history"))))
                .hasMessageContaining("rows in flyway_schema_history (1)");
        assertThat(refuses(SchemaBootstrap.of(script("DROP TABLE flyway_schema_history"))))
                .hasMessageContaining("rows in flyway_schema_history (1)");
    }

    /** Three columns make no history, and a history that the script empties counts. */
    @Test
    void losesNoTableThatOnlyLooksLikeAHistory() throws Exception {
        SchemaScript own = script("DROP TABLE IF EXISTS documents;\nCREATE TABLE documents (id INT);");
        waits(own);
        team.flyway().baseline();
        execute("CREATE TABLE documents (id INT, body TEXT, locked INT, lockgranted INT, lockedby INT)");
        execute("INSERT INTO documents (body) VALUES ('mine')");
        assertThatThrownBy(team::migrate).hasMessageContaining("STOPPED, nothing was changed: rows in documents");
        assertThat(fails(SchemaBootstrap.of(own))).hasMessageContaining("rows in documents (1)");
        execute("DROP TABLE documents");

        SchemaScript named = script("DROP TABLE IF EXISTS app_history; CREATE TABLE device_history (id INT)");
        execute("CREATE TABLE app_history AS SELECT * FROM flyway_schema_history");
        assertThat(fails(SchemaBootstrap.of(named))).hasMessageContaining("rows in app_history (");
        execute("RENAME TABLE app_history TO history");
        assertThat(run(SchemaBootstrap.of(script("CREATE TABLE device_history (id INT)")))
                        .tables())
                .isEqualTo(1);
        assertThat(rows("history")).isPositive();
    }

    @Test
    void sparesHistoriesFromAScriptThatSaysNotWhatItDrops() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("V7__plants.sql"), "CREATE TABLE plants (id INT);");
        team.migrate();

        for (String sql :
                List.of("SET @a = 'DROP TABLE x'; PREPARE p FROM @a; EXECUTE p", "DROP DATABASE " + database)) {
            assertThat(fails(SchemaBootstrap.of(script(sql))))
                    .hasMessageContaining("rows in flyway_schema_history (1)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*! CREATE TABLE b (id INT) */", "/*M! CREATE TABLE b (id INT) */", "/*M!100100 DO 0 */"})
    void refusesAStatementThatFlywayLeavesOut(String statement) {
        SchemaException refused = refuses(SchemaBootstrap.of(script("CREATE TABLE a (id INT);" + statement + ";")));

        assertThat(refused).hasMessageContaining("which Flyway leaves out");
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(folder).doesNotExist();
    }

    @Test
    void waitsWhereTheMarkIsThereAndTheTablesAreNot() throws Exception {
        waits(OWN);
        team.migrate();
        execute("DROP TABLE a");

        assertThat(waits(OWN))
                .hasMessageContaining("has the mark that the script was run, but of the script's tables these");
        SchemaBootstrap theirs = SchemaBootstrap.of(OWN).runByOthers();
        try (var client =
                cloud.builder().schemaTransport(transport()).schemaScript(OWN).build()) {
            Unfinished parked = catchThrowableOfType(Unfinished.class, () -> client.create(request(theirs), BUDGET));
            assertThat(parked).hasMessageContaining("these are not there: a");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void waitsInTheLoopOfAnEngineAndGoesOnByItself() throws Exception {
        try (var client = migrating(DEMO)) {
            RunId run = client.begin(request(SchemaBootstrap.of(DEMO)));
            for (int turn = 0; turn < 3; turn++) {
                Advance.Waiting parked = (Advance.Waiting) client.advance(run);
                assertThat(parked.step()).isEqualTo("BootstrapSchema");
                assertThat(parked.seen()).contains(file().toString());
                cloud.timeSource.advance(parked.after());
            }
            team.migrate();

            assertThat(((Advance.Waiting) client.advance(run)).step()).isEqualTo("AwaitInstance");
        }
    }

    @Test
    void refusesRowsBeforeItWritesAnything() throws Exception {
        execute("CREATE TABLE telemetry AS SELECT 1 AS id");
        try (var client = migrating(DEMO)) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO))).hasMessageContaining("telemetry (1)");
        }
        assertThat(refuses(SchemaBootstrap.of(DEMO)).code()).contains("database-not-empty");
        assertThat(folder).doesNotExist();
    }

    @Test
    void runsTheVendorsOwnScriptWhenItIsAtHand() throws Exception {
        Assumptions.assumeTrue(Files.exists(VendorScriptTest.FILE), "the vendor's script is not beside the project");
        String windows = "\uFEFF" + Files.readString(VendorScriptTest.FILE).replace("\n", "\r\n");
        SchemaBootstrap vendors = SchemaBootstrap.of(SchemaScripts.bytes(windows.getBytes(StandardCharsets.UTF_8)))
                .expecting(SchemaExpectation.vendors());
        assertThat(refuses(vendors).kind()).isEqualTo(Kind.WAITING);
        assertThat(team.migrate()).isEqualTo(1);

        assertThat(migration().run(job(vendors)).tables()).isEqualTo(31);
        assertThat(rows("component_descriptor")).isEqualTo(34);
        team.flyway().validate();
    }
}
