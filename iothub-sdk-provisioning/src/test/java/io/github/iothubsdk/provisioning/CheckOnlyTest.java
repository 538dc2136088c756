package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Others initialise the database; the SDK sees it, and does nothing there. */
@Timeout(60)
class CheckOnlyTest extends MariaDbCase {

    private static final SchemaScript OWN =
            script("CREATE TABLE a (id INT); CREATE TABLE b (id INT); INSERT INTO a VALUES (1)");
    private static final SchemaBootstrap WANTED =
            SchemaBootstrap.of(OWN).expecting(new SchemaExpectation(0, List.of("a")));

    private ProvisioningClient looking() {
        return cloud.builder()
                .schemaTransport(SchemaTransports.checkOnly(transport()))
                .schemaScript(OWN)
                .build();
    }

    private SchemaException refuses(SchemaBootstrap wanted) {
        SchemaException failed = catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.checkOnly(transport()).run(job(wanted)));
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    private int tables() throws SQLException {
        return rows("information_schema.tables WHERE table_schema = DATABASE()");
    }

    @Test
    void parksTheRunUntilAllIsThereAndSaysWhatIsMissing() throws Exception {
        try (var client = looking()) {
            CheckResult before = Verdict.of(client.preflight(request(WANTED)), Verdict.SCHEMA);
            assertThat(before.outcome()).isEqualTo(CheckResult.Outcome.WARNING);
            assertThat(before.found())
                    .contains("not initialised yet", "a holds no row", "these are not there: a, b", "the run waits");
            Unfinished parked =
                    catchThrowableOfType(Unfinished.class, () -> client.create(request(WANTED), Duration.ofMinutes(5)));
            assertThat(parked).hasMessageContaining("a holds no row");
            assertThat(tables()).isZero();
            assertThat(cloud.simulator.ledger().writes()).isZero();
            RunId run = parked.runId().orElseThrow();

            execute("CREATE TABLE a AS SELECT 1 AS id");
            assertThat(catchThrowableOfType(Unfinished.class, () -> client.resume(run, Duration.ofMinutes(5))))
                    .hasMessageContaining("is not initialised: of the script's tables these are not there: b.");
            assertThat(cloud.simulator.ledger().writes()).isZero();
            execute("CREATE TABLE B (id INT)");

            SchemaReport report = client.resume(run, HOUR).schema().orElseThrow();
            assertThat(report.tables()).isEqualTo(2);
            assertThat(report.alreadyThere()).isTrue();
            assertThat(report.notes()).extracting(SchemaNote::kind).contains(SchemaNote.Kind.UNMARKED);
        }
        assertThat(tables()).isEqualTo(2);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void passesThePreflightWithRowsThatAreThereAndNoMoreThanSelect() throws Exception {
        execute("CREATE TABLE a AS SELECT 1 AS id");
        execute("CREATE TABLE b (id INT)");
        for (String right : new String[] {"INSERT", "UPDATE", "CREATE", "DROP"}) {
            server.administer("REVOKE " + right + " ON `" + database + "`.* FROM '" + Demo.DB_USER + "'@'127.0.0.1'");
        }
        try (var client = looking()) {
            CheckResult found = Verdict.of(client.preflight(request(WANTED)), Verdict.SCHEMA);
            assertThat(found.outcome()).isEqualTo(CheckResult.Outcome.PASSED);
            assertThat(found.found()).isEqualTo("all that is expected is there; looked at only");

            assertThat(client.create(request(WANTED.allowReplacingData()), HOUR).schema())
                    .isPresent();
        }
        assertThat(rows("a")).isEqualTo(1);
    }

    @Test
    void believesNoScriptThatWasBegunOrThatIsAnother() {
        SchemaBootstrap broken =
                SchemaBootstrap.of(script(OWN.text() + "; OOPS")).expecting(new SchemaExpectation(0, List.of("a")));
        fails(broken);

        assertThat(refuses(WANTED)).hasMessageContaining("a script did not come to its end");
        assertThat(refuses(WANTED).kind()).isEqualTo(Kind.WAITING);
        run(SchemaBootstrap.of(script("DROP TABLE IF EXISTS a, b; " + OWN.text())));
        assertThat(refuses(WANTED)).hasMessageContaining("another script was applied there");
    }

    @Test
    void takesTheMarkOfTheSdksOwnRun() {
        run(SchemaBootstrap.of(OWN));

        assertThat(SchemaTransports.checkOnly(transport()).run(job(WANTED)).alreadyThere())
                .isTrue();
        assertThat(notes).isEmpty();
    }

    @Test
    void runsNoScriptThatOthersRunWhateverTheClientCouldDo() throws Exception {
        SchemaBootstrap theirs = SchemaBootstrap.of(OWN).runByOthers();
        try (var client =
                cloud.builder().schemaTransport(transport()).schemaScript(OWN).build()) {
            assertThat(Verdict.of(client.preflight(request(theirs)), Verdict.SCHEMA)
                            .found())
                    .contains("not initialised yet", "these are not there: a, b");
            Unfinished parked =
                    catchThrowableOfType(Unfinished.class, () -> client.create(request(theirs), Duration.ofMinutes(5)));
            assertThat(parked).hasMessageContaining("these are not there: a, b");
            assertThat(tables()).isZero();

            execute("CREATE TABLE a AS SELECT 1 AS id");
            execute("CREATE TABLE b (id INT)");
            assertThat(catchThrowableOfType(
                            Unfinished.class, () -> client.resume(parked.runId().orElseThrow(), Duration.ofMinutes(5))))
                    .hasMessageContaining("has left no mark that it was run");
            execute("DROP TABLE a, b");
            run(SchemaBootstrap.of(OWN)); // by others
            assertThat(client.resume(parked.runId().orElseThrow(), HOUR).schema())
                    .isPresent();
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void isRefusedWhereNobodyCanLookWhetherOthersHave() {
        SchemaTransport blind = new SchemaTransport() {
            @Override
            public String probe(SchemaJob job) {
                return "reached";
            }

            @Override
            public SchemaReport run(SchemaJob job) {
                throw new AssertionError("was to run it");
            }
        };
        try (var client =
                cloud.builder().schemaTransport(blind).schemaScript(OWN).build()) {
            assertThat(invalid(client, SchemaBootstrap.of(OWN).runByOthers()))
                    .hasMessageContaining("cannot look whether they have");
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void needsToBeToldWhatToLookFor() {
        try (var client = looking()) {
            assertThat(invalid(client, SchemaBootstrap.of(OWN))).hasMessageContaining("Nothing says what to look for");
        }
        assertThat(refuses(SchemaBootstrap.of(OWN)).code()).contains("expectation-missing");
    }

    /** Says no more than whether. */
    private static final class Terse implements SchemaInspector {
        private boolean applied;

        @Override
        public String look(SchemaJob job) {
            return "seen";
        }

        @Override
        public Optional<SchemaReport> applied(SchemaJob job) {
            return applied
                    ? Optional.of(SchemaReport.of(job.script().sha256(), 0, 2, Duration.ZERO, true))
                    : Optional.empty();
        }
    }

    @Test
    void goesByAnInspectorThatOnlySaysWhether() {
        Terse terse = new Terse();
        var transport = SchemaTransports.checkOnly(terse);

        assertThat(catchThrowableOfType(SchemaException.class, () -> transport.run(job(WANTED))))
                .hasMessageContaining("nothing tells that the database")
                .satisfies(failed -> assertThat(failed.kind()).isEqualTo(Kind.WAITING));
        terse.applied = true;
        assertThat(transport.run(job(WANTED)).tables()).isEqualTo(2);
        assertThat(transport.history(job(WANTED))).isEmpty();
    }
}
