package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a script has left in a database that no run of the journal explains. */
class SchemaOrphansTest extends MariaDbCase {

    private static final SchemaScript CUT =
            script("CREATE TABLE one (id INT); CREATE TABLE `Two` (id INT); INSERT INTO missing VALUES (1);"
                    + " CREATE TABLE three (id INT);");

    private static final CreateInstanceRequest WANTED = request(SchemaBootstrap.of(CUT));

    private Optional<UnfinishedSchema> look() {
        try (var client = client()) {
            return client.orphanedSchema(WANTED);
        }
    }

    private int tables() throws SQLException {
        return rows("information_schema.tables WHERE table_schema = DATABASE()");
    }

    @Test
    void isNothingWhereNothingIs() throws SQLException {
        assertThat(look()).isEmpty();
        assertThat(tables()).isZero();
    }

    /** The mark names a run that only another journal has. */
    @Test
    void isWhatARunOfAnotherJournalHasLeft() throws SQLException {
        Instant before = Instant.now().minus(1, ChronoUnit.MINUTES);
        fails(SchemaBootstrap.of(CUT));
        int there = tables();

        UnfinishedSchema left = look().orElseThrow();

        assertThat(left.tables()).isEqualTo(2);
        assertThat(left.wanted()).isEqualTo(3);
        assertThat(left.run()).hasValue("run-1");
        assertThat(left.since().orElseThrow()).isBetween(before, Instant.now().plus(1, ChronoUnit.MINUTES));
        assertThat(left)
                .asString()
                .startsWith("2 of 3 tables of the script are there, since 20")
                .endsWith("by run run-1");
        assertThat(tables()).isEqualTo(there);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void isWhatSomebodyRanWithoutTheSdk() throws SQLException {
        execute("CREATE TABLE TWO (id INT)");
        execute("CREATE TABLE unrelated (id INT)");

        assertThat(look()).contains(UnfinishedSchema.of(1, 3, Optional.empty(), Optional.empty()));
        assertThat(tables()).isEqualTo(2);
    }

    @Test
    void isNothingThatARunOfTheJournalHasLeft() {
        try (var client = client()) {
            invalid(client, SchemaBootstrap.of(CUT));

            assertThat(client.orphanedSchema(WANTED)).isEmpty();
        }
    }

    /** A run that was to initialise this very database explains tables without a mark, too. */
    @Test
    void isNothingOfARunForThatDatabase() throws SQLException {
        execute("CREATE TABLE one (id INT)");
        try (var client = client()) {
            client.begin(WANTED);

            assertThat(client.orphanedSchema(WANTED)).isEmpty();
        }
    }

    @Test
    void isNothingThatIsWhole() throws SQLException {
        execute("CREATE TABLE one (id INT)");
        execute("CREATE TABLE two (id INT)");
        execute("CREATE TABLE three (id INT)");

        assertThat(look()).isEmpty();
    }

    @Test
    void saysWhenItCannotLook() {
        try (var client = client("jdbc:mysql://127.0.0.1:9/" + database)) {
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> client.orphanedSchema(WANTED))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(SchemaException.Kind.UNREACHABLE));
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(
                            () -> client.orphanedSchema(Cloud.request("plant-7").build()));
        }
        try (var client = cloud.builder()
                .schemaTransport(SchemaTransports.scriptFile(Path.of("nowhere")))
                .build()) {
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> client.orphanedSchema(WANTED))
                    .withMessageContaining("cannot look into the database");
        }
    }
}
