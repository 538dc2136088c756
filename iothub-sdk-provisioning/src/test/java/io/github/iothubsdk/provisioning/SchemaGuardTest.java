package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent.SchemaNoted;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaNote.Kind;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.simulator.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of others are in the way, whatever they are in, unless they may be lost. */
class SchemaGuardTest extends MariaDbCase {

    private static final SchemaBootstrap MAKES_T =
            SchemaBootstrap.of(script("DROP TABLE IF EXISTS t; CREATE TABLE t (id INT);"));

    private void refuses(String what) throws SQLException {
        SchemaException refused = fails(MAKES_T);
        assertThat(refused.kind()).isEqualTo(SchemaException.Kind.REFUSED);
        assertThat(refused).hasMessageContaining(what);
        assertThat(Databases.ask(server.jdbcUrl(database), "SHOW TABLES LIKE 'iothub%'"))
                .isEmpty();
    }

    @Test
    void holdsAScriptThatNobodyHasCheckedToTheSameRules() {
        SchemaBootstrap unchecked = SchemaBootstrap.of(
                SchemaScript.of("a store", 9, "ab".repeat(32), () -> "SELECT 1;\nUSE mysql; DROP TABLE user"));
        String refusal = "The script has USE on line 2, which turns to another database";

        assertThat(fails(unchecked))
                .hasMessageContaining(refusal)
                .extracting(SchemaException::kind)
                .isEqualTo(SchemaException.Kind.REFUSED);
        assertThatThrownBy(() -> transport().probe(job(unchecked))).hasMessageContaining(refusal);
    }

    @Test
    void countsAHugeTableNoFurtherThanAThousand() throws SQLException {
        execute("CREATE TABLE telemetry AS SELECT seq FROM seq_1_to_200000");

        refuses("rows in telemetry (more than 1000)");
    }

    @Test
    void namesTenTablesOfMany() throws SQLException {
        for (int i = 10; i < 30; i++) {
            execute("CREATE TABLE t" + i + " AS SELECT 1 AS one");
        }
        refuses("t18 (1), t19 (1) and others");
    }

    @Test
    void looksIntoTablesWithOddNames() throws SQLException {
        execute("CREATE TABLE `it's ``odd``, now` AS SELECT 1 AS one");

        refuses("it's `odd`, now (1)");
    }

    @Test
    void seesTheHistoryThatAVersionedTableKeeps() throws SQLException {
        execute("CREATE TABLE versioned (id INT) WITH SYSTEM VERSIONING");
        execute("INSERT INTO versioned VALUES (1)");
        execute("DELETE FROM versioned");

        refuses("versioned (1)");
    }

    @Test
    void takesATableWhoseRowsAreElsewhereForFilled() throws SQLException {
        execute("CREATE TABLE merged (id INT) ENGINE=MERGE UNION=()");

        refuses("merged (MRG_MyISAM, its rows are elsewhere)");
    }

    @Test
    void leavesViewsAndSequencesAlone() throws SQLException {
        execute("CREATE TABLE empty (id INT)");
        execute("CREATE VIEW seen AS SELECT 1 AS one FROM empty");
        execute("CREATE SEQUENCE numbers");

        assertThat(run(MAKES_T).tables()).isEqualTo(2);

        assertThat(rows("seen")).isZero();
    }

    @Test
    void refusesATableThatItCannotLookInto() throws Exception {
        execute("CREATE TABLE base (id INT) ENGINE=MyISAM");
        String path =
                Databases.ask(server.jdbcUrl(database), "SELECT @@datadir").get(0);
        server.administer("FLUSH TABLES");
        Files.delete(Path.of(path, database, "base.MYD"));

        refuses("Whether the table base holds rows cannot be seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "INSERT", "UPDATE", "CREATE", "DROP"})
    void namesTheRightThatIsMissing(String right) throws SQLException {
        String grantee = " ON `" + database + "`.* FROM '" + Demo.DB_USER + "'@'127.0.0.1'";
        server.administer("REVOKE " + right + grantee);
        SchemaException refused = fails(MAKES_T);

        assertThat(refused).hasMessageContaining("lacks " + right + " on the database");
        assertThat(refused.kind()).isEqualTo(SchemaException.Kind.REFUSED);
    }

    @Test
    void saysInEventsAndJournalWhichRowsItReplaces() throws SQLException {
        execute("CREATE TABLE t AS SELECT 1 AS one");

        var report = create(MAKES_T.allowReplacingData());

        assertThat(rows("t")).isZero();
        assertThat(report.notes())
                .contains(SchemaNote.of(
                        Kind.DATA_REPLACED, "what is in the database may be lost, as allowed: rows in t (1)"));
        assertThat(cloud.events)
                .filteredOn(SchemaNoted.class::isInstance)
                .extracting(event -> ((SchemaNoted) event).note())
                .containsExactlyElementsOf(report.notes())
                .extracting(SchemaNote::kind)
                .containsExactly(Kind.DATA_REPLACED, Kind.UNVERIFIED);
        assertThat(cloud.journal.runs())
                .anySatisfy(
                        run -> assertThat(cloud.journal.read(run).toString()).contains("DATA_REPLACED", "t (1)"));
    }
}
