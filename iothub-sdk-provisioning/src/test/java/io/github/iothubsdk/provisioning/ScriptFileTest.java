package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The run is parked until a DBA, here the real command line client, has run the file as its instructions say. */
@Timeout(60)
class ScriptFileTest extends MariaDbCase {

    private static final Duration BUDGET = Duration.ofMinutes(5);

    private Path directory;
    private MariaDbClient dba;

    @BeforeEach
    void prepare(@TempDir Path fresh) throws Exception {
        directory = fresh.resolve("for the DBA");
        dba = MariaDbClient.of(server.port());
        server.createDatabase(Demo.DATABASE, Demo.DB_USER, Demo.DB_PASSWORD);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        in("DROP DATABASE " + Demo.DATABASE);
    }

    private static int in(String sql) throws SQLException {
        try (var open = DriverManager.getConnection(server.jdbcUrl(Demo.DATABASE), Demo.DB_USER, Demo.DB_PASSWORD);
                var statement = open.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (var row = statement.getResultSet()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static SchemaInspector look() {
        return SchemaTransports.jdbc(rds -> server.jdbcUrl(rds.database()));
    }

    /** Has nothing to run a script with. */
    private static final class Onlooker implements SchemaInspector {
        @Override
        public String look(SchemaJob job) {
            return "seen by an onlooker";
        }

        @Override
        public Optional<SchemaReport> applied(SchemaJob job) {
            return Optional.of(SchemaReport.of(job.script().sha256(), 0, 31, Duration.ZERO, true));
        }
    }

    @Test
    void looksByAnInspectorThatIsNoTransport() {
        try (var client = cloud.builder()
                .schemaTransport(SchemaTransports.scriptFile(directory, new Onlooker()))
                .build()) {
            assertThat(client.preflight(request(SchemaBootstrap.of(DEMO))).describe())
                    .contains("seen by an onlooker; a DBA runs the script");

            assertThat(client.create(request(SchemaBootstrap.of(DEMO)), HOUR).schema())
                    .hasValueSatisfying(report -> assertThat(report.tables()).isEqualTo(31));
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    private ProvisioningClient blind() {
        return blind(DEMO);
    }

    private ProvisioningClient blind(SchemaScript given) {
        return cloud.builder()
                .schemaTransport(SchemaTransports.scriptFile(directory))
                .schemaScript(given)
                .build();
    }

    private ProvisioningClient seeing(SchemaScript given) {
        return cloud.builder()
                .schemaTransport(SchemaTransports.scriptFile(directory, look()))
                .schemaScript(given)
                .build();
    }

    /** Creates an instance, and is parked. */
    private RunId parked(ProvisioningClient client, SchemaBootstrap bootstrap) {
        Unfinished parked = catchThrowableOfType(Unfinished.class, () -> client.create(request(bootstrap), BUDGET));
        assertThat(parked.step()).isEqualTo("BootstrapSchema");
        assertThat(parked.reason()).isEqualTo(UnfinishedReason.WAITS_FOR_DATABASE_ADMINISTRATOR);
        assertThat(parked)
                .hasMessageContaining("the time is used up; last seen: A DBA has to run")
                .hasMessageContaining(parked.runId().orElseThrow() + ".sql");
        assertThat(cloud.simulator.ledger().writes()).isZero();
        return parked.runId().orElseThrow();
    }

    private static void staysParked(ProvisioningClient client, RunId run) {
        assertThatThrownBy(() -> client.resume(run, BUDGET)).hasMessageContaining("A DBA has to run");
    }

    /** Another instance that wants this script in the same database, parked too. */
    private static RunId parkedToo(ProvisioningClient client, SchemaBootstrap bootstrap) {
        var request = Cloud.request("other").bootstrapSchema(bootstrap).build();
        return catchThrowableOfType(Unfinished.class, () -> client.create(request, BUDGET))
                .runId()
                .orElseThrow();
    }

    private Path file(RunId run) {
        return directory.resolve("iothub-" + run + ".sql");
    }

    private Path receipt(RunId run) {
        return directory.resolve("iothub-" + run + ".receipt");
    }

    private static Object identity(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.lastModifiedTime();
    }

    @Test
    void goesOnWithTheReceiptOfADatabaseThatItNeverSees() throws Exception {
        try (var client = blind()) {
            RunId run = parked(client, SchemaBootstrap.of(DEMO));
            assertThat(Files.readString(file(run)))
                    .contains(DEMO.sha256(), DEMO.text(), Demo.RDS_HOST, "--port=3306", "Do not use --force")
                    .doesNotContain(Demo.DB_PASSWORD);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(run))))
                    .isEqualTo("rw-------");

            assertThat(dba.run(file(run))).isEqualTo(new MariaDbClient.Said(0, ""));

            ProvisioningResult done = client.resume(run, HOUR);
            assertThat(done.schema().orElseThrow())
                    .isEqualTo(SchemaReport.of(DEMO.sha256(), 0, 12, Duration.ZERO, false));
        }
        assertThat(in("SELECT COUNT(*) FROM iothub_sdk_bootstrap WHERE state = 'APPLIED'"))
                .isEqualTo(1);
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.SchemaStarted.class::isInstance)
                .hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void goesOnByItselfInTheLoopOfAnEngineWhenItMayLook() throws Exception {
        try (var client = seeing(DEMO)) {
            RunId run = client.begin(request(SchemaBootstrap.of(DEMO)));
            for (int turn = 0; turn < 3; turn++) {
                Advance.Waiting parked = (Advance.Waiting) client.advance(run);
                assertThat(parked.step()).isEqualTo("BootstrapSchema");
                assertThat(parked.seen()).contains(file(run).toString(), "goes on by itself");
                assertThat(parked.after()).isEqualTo(Duration.ofSeconds(30));
                cloud.timeSource.advance(parked.after());
            }
            dba.run(file(run));
            Files.delete(receipt(run));

            Advance.Waiting next = (Advance.Waiting) client.advance(run);

            assertThat(next.step()).isEqualTo("AwaitInstance");
            assertThat(client.resume(run, HOUR).schema().orElseThrow().tables()).isEqualTo(12);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void goesOnWhenItSeesTheExpectedSchemaOfAScriptThatTheDbaRanInAWayOfTheirOwn() throws Exception {
        SchemaScript own = script("CREATE TABLE a (id INT); INSERT INTO a VALUES (1)");
        SchemaExpectation expected = new SchemaExpectation(1, List.of("a"));
        try (var client = seeing(own)) {
            RunId run = parked(client, SchemaBootstrap.of(own).expecting(expected));
            in("CREATE TABLE a (id INT)");
            staysParked(client, run);
            in("INSERT INTO a VALUES (1)");

            SchemaReport report = client.resume(run, HOUR).schema().orElseThrow();

            assertThat(report.alreadyThere()).isTrue();
            assertThat(report.notes())
                    .extracting(SchemaNote::kind)
                    .containsExactly(SchemaNote.Kind.UNMARKED, SchemaNote.Kind.UNVERIFIED);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void staysParkedBeforeRowsThatNobodyExpectsOrThatABegunScriptLeft() throws Exception {
        SchemaScript own = script("CREATE TABLE IF NOT EXISTS a (id INT); INSERT INTO a VALUES (1); OOPS");
        try (var client = seeing(own)) {
            RunId unexpecting = parked(client, SchemaBootstrap.of(own));
            RunId expecting =
                    parkedToo(client, SchemaBootstrap.of(own).expecting(new SchemaExpectation(1, List.of("a"))));
            assertThat(dba.run(file(expecting)).exit()).isNotZero();
            assertThat(in("SELECT COUNT(*) FROM a")).isEqualTo(1);

            staysParked(client, unexpecting);
            staysParked(client, expecting);
        }
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void warnsOfPublishedPasswordsWhenItWritesTheFile() throws Exception {
        SchemaScript seeding =
                script("CREATE TABLE a (h CHAR(60)); INSERT INTO a VALUES ('$2a$10$" + "x".repeat(53) + "')");
        try (var client = blind(seeding)) {
            RunId run = parked(client, SchemaBootstrap.of(seeding));
            staysParked(client, run);
        }
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.SchemaNoted.class::isInstance)
                .singleElement()
                .asString()
                .contains("SECURITY", "change these passwords");
    }

    @Test
    void holdsNoThreadWhileItIsParkedAndGoesOnWhenTheTimerComes() throws Exception {
        try (var client = blind()) {
            var later = client.start(request(SchemaBootstrap.of(DEMO))).result();
            AsyncLoop.until(cloud, () -> AsyncLoop.waits(cloud, "BootstrapSchema"));
            dba.run(file(AsyncLoop.onlyRun(cloud)));

            AsyncLoop.until(cloud, later::isDone);

            assertThat(later.join().schema().orElseThrow().tables()).isEqualTo(12);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void leavesAFileThatIsRightAloneAndMendsOneThatIsNot() throws Exception {
        try (var client = blind()) {
            RunId run = parked(client, SchemaBootstrap.of(DEMO));
            String right = Files.readString(file(run));
            Object written = identity(file(run));
            staysParked(client, run);
            assertThat(identity(file(run))).isEqualTo(written);

            Files.writeString(file(run), right.substring(0, right.length() / 2));
            staysParked(client, run);

            assertThat(Files.readString(file(run))).isEqualTo(right);
        }
    }

    @Test
    void losesNoRowsEvenByAClientThatGoesOnAfterErrors() throws Exception {
        SchemaScript dropping = script("DROP TABLE telemetry; CREATE TABLE a (id INT)");
        try (var client = blind(dropping)) {
            RunId run = parked(client, SchemaBootstrap.of(dropping));
            in("CREATE TABLE telemetry (id INT)");
            in("CREATE TABLE `it's ``odd``` (id INT)");
            in("INSERT INTO telemetry VALUES (1), (2)");
            in("INSERT INTO `it's ``odd``` VALUES (3)");

            MariaDbClient.Said stopped = dba.run(file(run));
            MariaDbClient.Said forced = dba.run(file(run), "--force");

            assertThat(stopped.exit()).isNotZero();
            assertThat(stopped.text()).contains("STOPPED, nothing was changed: rows in it's `odd`, telemetry");
            assertThat(forced.text()).contains("STOPPED", "Cannot execute statement in a READ ONLY transaction");
            assertThat(in("SELECT COUNT(*) FROM telemetry")).isEqualTo(2);
            assertThat(in("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"))
                    .isEqualTo(2);
            staysParked(client, run);
            assertThat(cloud.simulator.ledger().writes()).isZero();
        }
    }

    @Test
    void replacesRowsWhenTheCallerAllowsIt() throws Exception {
        var replacing = SchemaBootstrap.of(script("DROP TABLE telemetry; CREATE TABLE a (id INT)"))
                .allowReplacingData();
        try (var client = blind()) {
            RunId run = parked(client, replacing);
            in("CREATE TABLE telemetry (id INT)");
            in("INSERT INTO telemetry VALUES (1)");

            assertThat(dba.run(file(run)).exit()).isZero();

            assertThat(Files.readString(receipt(run))).contains("tables 1");
        }
    }

    @Test
    void doesNotRunAScriptASecondTimeAndGivesItsReceiptAgain() throws Exception {
        try (var client = blind()) {
            RunId first = parked(client, SchemaBootstrap.of(DEMO));
            RunId second = parkedToo(client, SchemaBootstrap.of(DEMO));
            dba.run(file(first));

            assertThat(dba.run(file(second)).text()).contains("STOPPED", "this script was applied already");
            assertThat(dba.check(file(second))).isEqualTo(new MariaDbClient.Said(0, ""));

            assertThat(client.resume(second, HOUR).schema().orElseThrow().tables())
                    .isEqualTo(12);
        }
    }

    @Test
    void stopsAtAnotherScriptAndAtAnotherConnection() throws Exception {
        try (var client = blind()) {
            RunId first = parked(client, SchemaBootstrap.of(DEMO));
            dba.run(file(first));
            RunId other = parkedToo(client, SchemaBootstrap.of(script("CREATE TABLE a (id INT)")));
            assertThat(dba.run(file(other)).text()).contains("STOPPED", "another script was applied here");
            try (var holder =
                            DriverManager.getConnection(server.jdbcUrl(Demo.DATABASE), Demo.DB_USER, Demo.DB_PASSWORD);
                    var statement = holder.createStatement()) {
                statement.execute("DO GET_LOCK('iothub_sdk:" + Demo.DATABASE + "', 0)");
                Files.writeString(file(first), Files.readString(file(first)).replace(", 30)", ", 0)"));

                assertThat(dba.run(file(first)).text()).contains("STOPPED", "another connection is initialising");
            }
        }
    }

    @Test
    void letsACorrectedScriptRunOverWhatAFailedOneLeft() throws Exception {
        try (var client = blind()) {
            RunId failed = parked(
                    client, SchemaBootstrap.of(script("CREATE TABLE a (id INT); INSERT INTO a VALUES (1); OOPS")));
            assertThat(dba.run(file(failed)).exit()).isNotZero();
            RunId corrected =
                    parkedToo(client, SchemaBootstrap.of(script("DROP TABLE IF EXISTS a; CREATE TABLE a (id INT)")));

            assertThat(dba.run(file(corrected)).exit()).isZero();

            assertThat(in("SELECT COUNT(*) FROM a")).isZero();
        }
    }

    @Test
    void startsOverAfterAScriptThatFailedInItsMiddle() throws Exception {
        SchemaScript failing = script("""
                DROP TABLE IF EXISTS a;
                CREATE TABLE a (id INT);
                INSERT INTO a VALUES (1);
                INSERT INTO a SELECT id FROM comes_later; -- and a comment at the end""");
        try (var client = blind(failing)) {
            RunId run = parked(client, SchemaBootstrap.of(failing));

            assertThat(dba.run(file(run)).text()).contains("comes_later' doesn't exist");

            assertThat(Files.readString(receipt(run))).isEmpty();
            assertThat(in("SELECT COUNT(*) FROM iothub_sdk_bootstrap WHERE state = 'BEGUN'"))
                    .isEqualTo(1);
            staysParked(client, run);
            in("CREATE TABLE comes_later (id INT)");
            assertThat(dba.run(file(run)).exit()).isZero();
            assertThat(in("SELECT COUNT(*) FROM a")).isEqualTo(1);
        }
    }

    @Test
    void runsTheVendorsOwnScriptWhenItIsAtHand() throws Exception {
        Assumptions.assumeTrue(Files.exists(VendorScriptTest.FILE), "the vendor's script is not beside the project");
        SchemaScript vendors = SchemaScripts.file(VendorScriptTest.FILE);
        try (var client = blind(vendors)) {
            RunId run = parked(client, SchemaBootstrap.of(vendors));
            assertThat(dba.run(file(run))).isEqualTo(new MariaDbClient.Said(0, ""));

            assertThat(client.resume(run, HOUR).schema().orElseThrow().tables()).isEqualTo(31);
        }
        assertThat(in("SELECT COUNT(*) FROM component_descriptor")).isEqualTo(34);
    }

    @Test
    void takesNoOtherTextForAReceipt() throws Exception {
        try (var client = blind()) {
            RunId run = parked(client, SchemaBootstrap.of(DEMO));
            String right = "iothub_sdk_bootstrap APPLIED " + DEMO.sha256() + " run " + run + " tables 12";
            for (String wrong : List.of(
                    "",
                    "done",
                    right.replace(DEMO.sha256(), "0".repeat(64)),
                    right.replace("APPLIED", "BEGUN"),
                    "-- " + right)) {
                Files.writeString(receipt(run), wrong + "\n");
                staysParked(client, run);
                assertThat(cloud.simulator.ledger().writes()).isZero();
            }
            Files.writeString(receipt(run), "anything\r\n" + right + "\r\n");

            assertThat(client.resume(run, HOUR).schema().orElseThrow().tables()).isEqualTo(12);
        }
    }

    @Test
    void saysBeforeTheOrderThatTheFileCannotBeWrittenOrTheDatabaseHoldsRows() throws Exception {
        Path file = Files.writeString(directory.resolveSibling("file"), "");
        try (var client = cloud.builder()
                .schemaTransport(SchemaTransports.scriptFile(file.resolve("below")))
                .build()) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO))).hasMessageContaining("cannot be written");
        }
        in("CREATE TABLE telemetry (id INT)");
        in("INSERT INTO telemetry VALUES (1)");
        try (var client = seeing(DEMO)) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO))).hasMessageContaining("telemetry (1)");
        }
        try (var client = blind()) {
            assertThat(client.preflight(request(SchemaBootstrap.of(DEMO))).checks())
                    .extracting(CheckResult::found)
                    .anyMatch(found -> found.contains("the database was not looked at; a DBA runs the script"));
        }
        assertThat(directory).doesNotExist();
    }
}
