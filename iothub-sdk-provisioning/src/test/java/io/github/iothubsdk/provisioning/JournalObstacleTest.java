package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CheckResult.Outcome;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that cannot be written is told by the preflight, before a person is asked to confirm an order. */
class JournalObstacleTest {

    private final Path directory;
    private final Cloud cloud = Cloud.inProcess();

    JournalObstacleTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void createsNothingWhereItCouldBe() throws Exception {
        Path journal = directory.resolve("a/b/journal");

        assertThat(looked(Journals.inDirectory(journal)).outcome()).isEqualTo(Outcome.PASSED);
        try (Stream<Path> created = Files.list(directory)) {
            assertThat(created).isEmpty();
        }
    }

    @Test
    void namesWhatIsInTheDirectorysPlace() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "mine");

        assertThat(looked(Journals.inDirectory(file)))
                .returns(Outcome.FAILED, CheckResult::outcome)
                .returns(
                        "the journal would be in " + file + ", and " + file + " is not a directory",
                        CheckResult::found);
        assertThat(looked(Journals.inDirectory(file.resolve("runs"))).found()).contains(file + " is not a directory");
        assertThat(file).hasContent("mine");
    }

    @Test
    void looksAtADatabaseWithoutMakingItsTable() throws Exception {
        var pool = JdbcConnectionPool.create("jdbc:h2:mem:" + RunId.random() + ";DB_CLOSE_DELAY=-1", "sa", "");

        assertThat(looked(Journals.jdbc(pool)).outcome()).isEqualTo(Outcome.PASSED);
        try (var connection = pool.getConnection();
                var tables = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void tellsThatADatabaseIsReadOnlyOrAway() throws Exception {
        String file = "jdbc:h2:file:" + directory.resolve("journal");
        var writable = JdbcConnectionPool.create(file, "sa", "");
        writable.getConnection().close();
        writable.dispose();
        var readOnly = new JdbcDataSource();
        readOnly.setUser("sa");
        readOnly.setURL(file + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE");
        var away = new JdbcDataSource();
        away.setURL("jdbc:h2:tcp://127.0.0.1:1/canary-database");

        assertThat(looked(Journals.jdbc(readOnly)).found()).contains("read-only");
        assertThat(looked(Journals.jdbc(away)))
                .returns(Outcome.FAILED, CheckResult::outcome)
                .extracting(CheckResult::found)
                .asString()
                .contains("journal")
                .doesNotContain("canary");
    }

    @Test
    void tellsThatTheTableOfAMigrationIsMissingAndMakesNone() throws Exception {
        var pool = JdbcConnectionPool.create("jdbc:h2:mem:" + RunId.random() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Journal journal = Journals.inTable(pool, Duration.ofMinutes(2));

        assertThat(looked(journal))
                .returns(Outcome.FAILED, CheckResult::outcome)
                .extracting(CheckResult::found)
                .asString()
                .contains("iothub_sdk_journal");
        try (var client = cloud.builder().journal(journal).build()) {
            var request = Cloud.request("plant-7").build();
            assertThatThrownBy(() -> client.begin(request)).isInstanceOf(ProvisioningException.Invalid.class);
        }
        try (var connection = pool.getConnection();
                var tables = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void worksInTheTableThatAnotherHasMade() {
        var pool = JdbcConnectionPool.create("jdbc:h2:mem:" + RunId.random() + ";DB_CLOSE_DELAY=-1", "sa", "");
        assertThat(Journals.jdbc(pool).runs()).isEmpty(); // makes it

        Journal journal = Journals.inTable(pool, Duration.ofMinutes(2));
        assertThat(looked(journal).outcome()).isEqualTo(Outcome.PASSED);
        try (var client = cloud.builder().journal(journal).build()) {
            RunId run = client.begin(Cloud.request("plant-7").build());
            assertThat(journal.runs()).containsExactly(run);
        }
    }

    private CheckResult looked(Journal journal) {
        try (var client = cloud.builder().journal(journal).build()) {
            Preflight preflight = client.preflight(Cloud.request("plant-7").build());
            CheckResult result = Verdict.of(preflight, Verdict.JOURNAL);
            assertThat(preflight.ready()).isEqualTo(result.outcome() == Outcome.PASSED);
            assertThat(cloud.simulator.ledger().writes()).isZero();
            return result;
        }
    }
}
