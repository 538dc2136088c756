package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run is parked until the real Liquibase has run the file. */
@Timeout(60)
class LiquibaseMigrationTest extends MariaDbCase {

    private Path folder = Path.of("");
    private MigrationTeam team = new MigrationTeam(folder, "", "");

    @BeforeEach
    void prepare(@TempDir Path fresh) {
        folder = fresh.resolve("changes");
        team = new MigrationTeam(folder, server.jdbcUrl(database), Demo.DB_USER);
    }

    private SchemaTransport migration() {
        return SchemaTransports.migration(folder, MigrationTool.LIQUIBASE, transport());
    }

    private SchemaException waits(SchemaScript script) {
        SchemaException waiting = fails(script);
        assertThat(waiting.kind()).as(waiting.getMessage()).isEqualTo(Kind.WAITING);
        return waiting;
    }

    private SchemaException fails(SchemaScript script) {
        SchemaException failed =
                catchThrowableOfType(SchemaException.class, () -> migration().run(job(SchemaBootstrap.of(script))));
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    private List<String> content() throws Exception {
        return Databases.content(server.jdbcUrl(database)).stream()
                .filter(line -> !line.startsWith("DATABASECHANGELOG"))
                .toList();
    }

    @Test
    void goesOnWhenLiquibaseHasRunTheFileAndLeavesWhatTheDriversLeave() throws Exception {
        try (var client =
                cloud.builder().schemaTransport(migration()).schemaScript(DEMO).build()) {
            var run = client.begin(request(SchemaBootstrap.of(DEMO)));
            client.advance(run);
            assertThat(cloud.simulator.ledger().writes()).isZero();
            assertThat(folder.resolve("iot_hub_schema_" + DEMO.sha256().substring(0, 8) + ".sql"))
                    .isNotEmptyFile();

            team.update();

            assertThat(client.resume(run, HOUR).schema().orElseThrow().tables()).isEqualTo(12);
        }
        team.update();
        List<String> byLiquibase = content();
        server.administer("DROP DATABASE " + database);
        Databases.create(server, database);
        run(SchemaBootstrap.of(DEMO));
        assertThat(byLiquibase).isEqualTo(content());
    }

    /** Liquibase replaces what its own environment holds, without a word. */
    @Test
    void keepsDataAsItIs() throws Exception {
        SchemaScript odd = script("""
                # hash ; '
                CREATE TABLE a (n VARCHAR(99) /* ; ' */, # it's ;
                  id INT AUTO_INCREMENT PRIMARY KEY);
                /*!50003 CREATE TABLE b (id INT) */;
                INSERT INTO a (n) VALUES ('${user.home}'), ("\\${user.home}"), ('it\\'s; x'), ('two
                ;
                lines'), ('//'), ('${}');
                """);
        waits(odd);
        team.update();

        assertThat(Databases.ask(server.jdbcUrl(database), "SELECT n FROM a ORDER BY id"))
                .containsExactly("${user.home}", "${user.home}", "it's; x", "two\n;\nlines", "//", "${}");
        assertThat(migration().run(job(SchemaBootstrap.of(odd))).tables()).isEqualTo(2);
    }

    @Test
    void runsStoredProgramsWhole() throws Exception {
        SchemaScript trigger = script("CREATE TABLE a (id INT);\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN"
                + " IF NEW.id > 1 THEN SET NEW.id = 1; END IF; END;\nINSERT INTO a VALUES (7);");
        waits(trigger);
        team.update();

        assertThat(rows("a WHERE id = 1")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (id INT); BEGIN; INSERT INTO a VALUES (1); COMMIT",
                "CREATE TABLE `a${user.home}` (id INT)",
                "CREATE TABLE a (n TEXT); INSERT INTO a VALUES ('x\n--rollback DROP TABLE b')",
                "CREATE TABLE a (n TEXT); INSERT INTO a VALUES ('x\n- changeset a:b')",
                "CREATE TABLE a (n TEXT); INSERT INTO a VALUES ('x\r\ny')",
                "CREATE TABLE a (n TEXT); INSERT INTO a VALUES ('//iothub-sdk//')"
            })
    void refusesWhatLiquibaseReadsOtherwise(String sql) {
        SchemaException refused = fails(script(sql));

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused).hasMessageContaining("cannot be a change of Liquibase's: it has");
        assertThatThrownBy(() -> migration().probe(job(SchemaBootstrap.of(script(sql)))))
                .hasMessage(refused.getMessage());
        assertThat(folder).doesNotExist();
    }

    @Test
    void believesNoHistoryOfWhatWasOnlyDeclaredAsRun() throws Exception {
        waits(DEMO);
        team.changeLogSync();

        assertThat(waits(DEMO))
                .hasMessageContaining("Liquibase's history lists iothub-sdk:iot-hub-schema-" + DEMO.sha256());
    }

    @Test
    void startsOverAfterAScriptThatFailedInItsMiddle() throws Exception {
        SchemaScript failing = script("DROP TABLE IF EXISTS a; CREATE TABLE a (id INT); INSERT INTO a VALUES (1);"
                + " INSERT INTO a SELECT id FROM comes_later;");
        waits(failing);
        assertThatThrownBy(team::update).hasMessageContaining("comes_later");
        waits(failing);
        execute("CREATE TABLE comes_later (id INT)");

        team.update();

        assertThat(migration().run(job(SchemaBootstrap.of(failing))).tables()).isEqualTo(2);
        assertThat(rows("a")).isEqualTo(1);
    }

    @Test
    void losesNoRowsThatCameBetweenTheLookAndTheChange() throws Exception {
        SchemaScript dropping = script("DROP TABLE a; CREATE TABLE a (id INT)");
        waits(dropping);
        execute("CREATE TABLE a AS SELECT 4711 AS id");

        assertThatThrownBy(team::update).hasMessageContaining("STOPPED, nothing was changed: rows in a");

        assertThat(rows("a WHERE id = 4711")).isEqualTo(1);
    }

    @Test
    void runsTheVendorsOwnScriptWhenItIsAtHand() throws Exception {
        Assumptions.assumeTrue(Files.exists(VendorScriptTest.FILE), "the vendor's script is not beside the project");
        SchemaScript vendors = SchemaScripts.file(VendorScriptTest.FILE);
        waits(vendors);
        team.update();

        assertThat(migration()
                        .run(job(SchemaBootstrap.of(vendors).expecting(SchemaExpectation.vendors())))
                        .tables())
                .isEqualTo(31);
        assertThat(rows("component_descriptor")).isEqualTo(34);
    }
}
