package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a preflight says of the database before anything is bought or changed. */
class SchemaPreflightTest extends MariaDbCase {

    private CheckResult look(SchemaBootstrap bootstrap) throws SQLException {
        try (var client = client()) {
            CheckResult result = Verdict.of(client.preflight(request(bootstrap)), Verdict.SCHEMA);
            assertThat(Databases.ask(server.jdbcUrl(database), "SHOW TABLES LIKE 'iothub%'"))
                    .isEmpty();
            assertThat(cloud.simulator.ledger().writes()).isZero();
            return result;
        }
    }

    @Test
    void tellsTheServersVersionWhetherThereIsTlsAndThatNothingIsInTheWay() throws SQLException {
        CheckResult result = look(SchemaBootstrap.of(DEMO));

        assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.found()).isEqualTo("11.4.5-MariaDB without TLS, the server not verified, no rows in the way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8mb4", "latin1"})
    void warnsOfAnotherCharacterSet(String charset) throws SQLException {
        server.administer("ALTER DATABASE " + database + " CHARACTER SET " + charset);

        CheckResult result = look(SchemaBootstrap.of(DEMO));

        assertThat(result.outcome()).isEqualTo(Outcome.WARNING);
        assertThat(result.found()).contains("character set is " + charset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "INSERT", "UPDATE", "CREATE", "DROP"})
    void failsOnARightThatIsMissing(String right) throws SQLException {
        server.administer("REVOKE " + right + " ON `" + database + "`.* FROM '" + Demo.DB_USER + "'@'127.0.0.1'");
        CheckResult result = Verdict.of(preflight(), Verdict.SCHEMA);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.found()).contains("The user " + Demo.DB_USER + " lacks " + right + " on the database");
    }

    private Preflight preflight() {
        try (var client = client()) {
            return client.preflight(request(SchemaBootstrap.of(DEMO)));
        }
    }

    @Test
    void acceptsRightsOnTheWholeServerAndThoseOfRoles() throws SQLException {
        String rights = "SELECT, INSERT, UPDATE, CREATE, DROP";
        server.administer("GRANT " + rights + " ON *.* TO hub_" + database + "@127.0.0.1 IDENTIFIED BY 'Demo1234'");
        server.administer("CREATE ROLE role_" + database);
        server.administer("GRANT " + rights + " ON `" + database + "`.* TO role_" + database);
        server.administer("CREATE USER r_" + database + "@127.0.0.1 IDENTIFIED BY 'Demo1234'");
        server.administer("GRANT role_" + database + " TO r_" + database + "@127.0.0.1");
        server.administer("SET DEFAULT ROLE role_" + database + " FOR r_" + database + "@127.0.0.1");
        for (String user : new String[] {"hub_" + database, "r_" + database}) {
            SchemaJob job = job(SchemaBootstrap.of(DEMO).allowWiderRights());
            RdsDatabase rds = RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, user, job.password());
            SchemaJob theirs = new SchemaJob(
                    rds, job.port(), job.password(), job.wanted(), job.runId(), job.deadline(), job.notes());

            assertThat(transport().probe(theirs)).contains("no rows in the way");
        }
    }

    @Test
    void looksWithNoMoreThanSelectForAScriptThatAnotherRuns() throws SQLException {
        for (String right : new String[] {"INSERT", "UPDATE", "CREATE", "DROP"}) {
            server.administer("REVOKE " + right + " ON `" + database + "`.* FROM '" + Demo.DB_USER + "'@'127.0.0.1'");
        }
        assertThat(transport().look(job(SchemaBootstrap.of(DEMO)))).contains("no rows in the way");
        assertThat(transport().applied(job(SchemaBootstrap.of(DEMO)))).isEmpty();
    }

    @Test
    void failsOnAScriptThatIsLargerThanThePacket() throws SQLException {
        server.administer("SET GLOBAL max_allowed_packet = 16384");
        try {
            CheckResult result = look(SchemaBootstrap.of(script("SELECT '" + "x".repeat(16_384) + "'")));

            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.remedy().orElseThrow()).contains("Raise max_allowed_packet");
        } finally {
            server.administer("SET GLOBAL max_allowed_packet = 67108864");
        }
    }
}
