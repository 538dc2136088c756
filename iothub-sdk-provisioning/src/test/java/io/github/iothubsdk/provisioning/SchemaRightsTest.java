package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside the target database is written to: by what the account may, and by what the script says. */
class SchemaRightsTest extends MariaDbCase {

    private static final SchemaBootstrap WANTED = SchemaBootstrap.of(script("CREATE TABLE t (id INT)"));

    private String account = "";
    private String other = "";

    @BeforeEach
    void makesAnotherDatabase() throws SQLException {
        account = "'u_" + database + "'@'127.0.0.1'";
        other = "other_of_" + database;
        server.administer("CREATE DATABASE " + other);
        server.administer("CREATE TABLE " + other + ".precious AS SELECT 1 AS one");
        server.administer("CREATE USER " + account + " IDENTIFIED BY '" + Demo.DB_PASSWORD + "'");
        server.administer("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX ON `" + database + "`.* TO "
                + account);
    }

    @AfterEach
    void nothingElseWasTouched() throws SQLException {
        server.administer("DELETE FROM " + other + ".precious WHERE one = 1");
        server.administer("DROP DATABASE " + other);
        server.administer("DROP USER " + account);
    }

    private SchemaJob theirs(SchemaBootstrap wanted) {
        SchemaJob job = job(wanted);
        RdsDatabase rds = RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, "u_" + database, job.password());
        return new SchemaJob(rds, job.port(), job.password(), job.wanted(), job.runId(), job.deadline(), job.notes());
    }

    private SchemaException refused(SchemaBootstrap wanted) {
        SchemaException refused =
                catchThrowableOfType(SchemaException.class, () -> transport().run(theirs(wanted)));
        assertThat(refused).as("the refusal").isNotNull();
        return refused;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT ON *.*                  | INSERT on every database",
                "ALL PRIVILEGES ON *.*          | ALL PRIVILEGES on every database",
                "DROP, SELECT ON OTHER.*        | DROP on OTHER",
                "INSERT (one) ON OTHER.precious | INSERT on OTHER.precious",
                "DELETE, UPDATE ON `h%`.*       | on h%",
                "FILE ON *.*                    | FILE on every database"
            })
    void refusesAnAccountThatMayWriteOutsideTheDatabase(String grant, String what) throws SQLException {
        server.administer("GRANT " + grant.replace("OTHER", other) + " TO " + account);

        SchemaException refused = refused(WANTED);

        assertThat(refused.kind()).isEqualTo(SchemaException.Kind.REFUSED);
        assertThat(refused)
                .hasMessageContaining("may write outside the database " + database)
                .hasMessageContaining(what.replace("OTHER", other));
        assertThat(refused.toString()).doesNotContain("PASSWORD");
        assertThat(refused.remedy()).contains("rights on " + database + " alone", "allowWiderRights()");
        SchemaException probed =
                catchThrowableOfType(SchemaException.class, () -> transport().probe(theirs(WANTED)));
        assertThat(probed).hasMessage(refused.getMessage());
        assertThat(transport().look(theirs(WANTED))).contains("no rows in the way");
        assertThat(transport().run(theirs(WANTED.allowWiderRights())).tables()).isEqualTo(1);
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note.words()).contains("as allowed"));
    }

    @Test
    void refusesRightsThatComeByARole() throws SQLException {
        String role = "role_" + database;
        server.administer("CREATE ROLE " + role);
        server.administer("GRANT " + role + " TO " + account);
        assertThat(refused(WANTED)).hasMessageContaining("its grants cannot be seen, those of a role");
        server.administer("SET DEFAULT ROLE " + role + " FOR " + account);
        assertThat(transport().probe(theirs(WANTED))).contains("no rows in the way");
        server.administer("GRANT DROP ON " + other + ".* TO " + role);

        assertThat(refused(WANTED)).hasMessageContaining("DROP on " + other);

        server.administer("DROP ROLE " + role);
    }

    @Test
    void acceptsWhatOnlyReadsElsewhereAndAPatternThatMatchesNothingElse() throws SQLException {
        server.administer("GRANT PROCESS, SHOW DATABASES, SELECT, REPLICATION CLIENT ON *.* TO " + account);
        server.administer("GRANT SELECT, SHOW VIEW ON " + other + ".* TO " + account);
        server.administer("CREATE DATABASE a_" + database);
        server.administer("GRANT SELECT, INSERT, UPDATE, CREATE, DROP ON `a_" + database + "`.* TO " + account);
        String url = server.jdbcUrl("a_" + database);
        server.administer("REVOKE ALL ON `" + database + "`.* FROM " + account);

        assertThat(SchemaTransports.jdbc(db -> url).probe(theirs(WANTED))).contains("no rows in the way");

        server.administer("CREATE DATABASE ax" + database);
        SchemaException refused = catchThrowableOfType(
                SchemaException.class, () -> SchemaTransports.jdbc(db -> url).probe(theirs(WANTED)));
        assertThat(refused).hasMessageContaining("on a_" + database);
    }

    @Test
    void tellsInThePlanThatTheAccountMayTooMuch() throws SQLException {
        String demo = " ON " + other + ".* %s '" + Demo.DB_USER + "'@'127.0.0.1'";
        server.administer("GRANT DROP" + demo.formatted("TO"));
        try (var client = client()) {
            CheckResult result = Verdict.of(client.preflight(request(WANTED)), Verdict.SCHEMA);

            assertThat(result.outcome()).isEqualTo(CheckResult.Outcome.FAILED);
            assertThat(result.found()).contains("may write outside the database", "DROP on " + other);
            assertThat(result.remedy().orElseThrow()).contains("allowWiderRights()");
            assertThat(Verdict.of(client.preflight(request(WANTED.allowWiderRights())), Verdict.SCHEMA)
                            .outcome())
                    .isEqualTo(CheckResult.Outcome.WARNING);
        }
    }

    @Test
    void keepsInTheJournalThatWiderRightsAreAllowed() throws SQLException {
        server.administer("GRANT DROP ON " + other + ".* TO '" + Demo.DB_USER + "'@'127.0.0.1'");
        SchemaBootstrap failing =
                SchemaBootstrap.of(script("OOPS")).allowWiderRights().afterTheInstance();
        try (var client = cloud.builder()
                .schemaTransport(transport())
                .schemaScript(failing.script())
                .build()) {
            assertThat(catchThrowableOfType(RuntimeException.class, () -> client.create(request(failing), HOUR)))
                    .hasMessageContaining("Statement 1");
            var run = client.unfinishedRuns().get(0).runId();
            assertThat(catchThrowableOfType(RuntimeException.class, () -> client.resume(run, HOUR)))
                    .hasMessageContaining("Statement 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void refusesAScriptThatNamesAnotherDatabaseBeforeItRuns(String driver) throws SQLException {
        SchemaBootstrap wanted = SchemaBootstrap.of(
                        script("CREATE TABLE t (id INT);\nDROP TABLE " + other + ".precious"))
                .allowWiderRights();
        SchemaException refused = catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.jdbc(db -> url(driver)).run(theirs(wanted)));

        assertThat(refused)
                .hasMessageContaining("DROP on line 2 names the database " + other)
                .hasMessageContaining("and this one is " + database);
        assertThat(Databases.ask(server.jdbcUrl(database), "SHOW TABLES")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void tellsAsAnErrorThatTheScriptTurnedToAnotherDatabase(String driver) throws SQLException {
        server.administer("GRANT SELECT ON " + other + ".* TO " + account);
        for (String hidden : new String[] {"", "; OOPS"}) {
            SchemaBootstrap wanted = SchemaBootstrap.of(
                            script("CREATE TABLE IF NOT EXISTS t (id INT);" + " SET @turn = CONCAT('US', 'E " + other
                                    + "'); PREPARE turn FROM @turn; EXECUTE turn" + hidden))
                    .allowWiderRights();

            SchemaException failed = catchThrowableOfType(
                    SchemaException.class,
                    () -> SchemaTransports.jdbc(db -> url(driver)).run(theirs(wanted)));

            assertThat(failed.kind()).isEqualTo(SchemaException.Kind.SCRIPT);
            assertThat(failed).hasMessageContaining("turned to the database " + other);
            assertThat(Databases.ask(server.jdbcUrl(database), "SELECT state FROM iothub_sdk_bootstrap"))
                    .containsExactly("BEGUN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void readsTheScriptAsItWasCheckedWhateverTheServersSqlMode(String driver) throws SQLException {
        server.administer("SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI,STRICT_ALL_TABLES'");
        try {
            SchemaTransports.jdbc(db -> url(driver))
                    .run(theirs(SchemaBootstrap.of(
                            script("CREATE TABLE t (v TEXT); INSERT INTO t VALUES (\"a'\\\"b\"), ('c\\'d')"))));
        } finally {
            server.administer("SET GLOBAL sql_mode = DEFAULT");
        }
        assertThat(Databases.ask(server.jdbcUrl(database), "SELECT v FROM t")).containsExactly("a'\"b", "c'd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void namesTheLineOfTheStatementThatFails(String driver) {
        SchemaException failed = catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.jdbc(db -> url(driver))
                        .run(theirs(SchemaBootstrap.of(script(
                                "-- first\nCREATE TABLE t (v TEXT);\n\n# third\nINSERT INTO t\n VALUES (1, 2);")))));

        assertThat(failed.statement()).hasValue(2);
        assertThat(failed)
                .hasMessageContaining("Statement 2 of the script failed")
                .hasMessageEndingWith(" It begins on line 5.");
    }
}
