package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote.Kind;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.simulator.Demo;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One script for one database: what was finished stays, what was not is the scripts' own to run over. */
class SchemaOnceTest extends MariaDbCase {

    private static final String GOOD = "DROP TABLE IF EXISTS t; CREATE TABLE t (id INT); INSERT INTO t VALUES (1);";
    private static final SchemaBootstrap WANTED = SchemaBootstrap.of(script(GOOD));
    private static final SchemaScript MISTAKEN = script(GOOD + " INSERT INTO t VALUES ('one', 'too many');");

    /** Where nothing arrives any more, nobody is told either: by default the lock would be held for eight hours. */
    @Test
    void letsTheServerEndASessionThatNobodyHasUsedForHalfAMinute() throws SQLException {
        run(SchemaBootstrap.of(
                script("DROP TABLE IF EXISTS t; CREATE TABLE t AS SELECT @@SESSION.wait_timeout AS seconds;")));

        assertThat(rows("t WHERE seconds <= 30")).isEqualTo(1);
    }

    @Test
    void runsACorrectedScriptOverWhatAFailedOneLeft() throws SQLException {
        SchemaException failed = fails(SchemaBootstrap.of(MISTAKEN));
        assertThat(failed.statement()).hasValue(4);
        assertThat(rows("t")).isEqualTo(1);

        SchemaReport done = run(WANTED);

        assertThat(done.statements()).isEqualTo(3);
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(Kind.RESTARTED);
            assertThat(note.words())
                    .contains(
                            MISTAKEN.sha256(),
                            "of run run-1, begun at ",
                            WANTED.script().sha256());
        });
        assertThat(rows("t")).isEqualTo(1);
        assertThat(rows("iothub_sdk_bootstrap WHERE state = 'APPLIED' AND sha256 = '"
                        + WANTED.script().sha256() + "'"))
                .isEqualTo(1);
    }

    @Test
    void tellsInTheEventsThatACorrectedScriptRunsOverAFailedOne() {
        try (var client = client()) {
            invalid(client, SchemaBootstrap.of(MISTAKEN));
            client.create(request(WANTED), HOUR);
        }
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.SchemaFailed.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var failed = (ProvisioningEvent.SchemaFailed) event;
                    assertThat(failed.statement()).hasValue(4);
                    assertThat(failed.what()).contains("Statement 4").doesNotContain("too many");
                });
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.SchemaNoted.class::isInstance)
                .extracting(
                        event -> ((ProvisioningEvent.SchemaNoted) event).note().kind())
                .containsExactly(Kind.RESTARTED, Kind.UNVERIFIED);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void guardsRowsThatWereThereBeforeAScriptThatFailed() throws SQLException {
        execute("CREATE TABLE precious AS SELECT 1 AS one");
        fails(SchemaBootstrap.of(MISTAKEN).allowReplacingData());

        SchemaException refused = fails(WANTED);

        assertThat(refused.kind()).isEqualTo(SchemaException.Kind.REFUSED);
        assertThat(refused).hasMessageContaining("precious (1)");
        assertThat(run(WANTED.allowReplacingData()).statements()).isEqualTo(3);
        assertThat(rows("precious")).isEqualTo(1);
    }

    @Test
    void namesBothScriptsWhenItRefusesTheSecond() {
        run(WANTED);
        SchemaScript other = script("CREATE TABLE other (id INT);");

        SchemaException refused = fails(SchemaBootstrap.of(other));

        assertThat(refused.kind()).isEqualTo(SchemaException.Kind.REFUSED);
        assertThat(refused).hasMessageContainingAll(WANTED.script().sha256(), other.sha256(), "begun at");
    }

    @Test
    void writesTheMarkerWhateverTheScriptLeftOpen() throws SQLException {
        run(SchemaBootstrap.of(script(
                "CREATE TABLE t (id INT); SET autocommit = 0; LOCK TABLES t WRITE;" + " INSERT INTO t VALUES (1)")));

        assertThat(run(SchemaBootstrap.of(script("CREATE TABLE t (id INT); SET autocommit = 0; LOCK TABLES t WRITE;"
                                + " INSERT INTO t VALUES (1)")))
                        .alreadyThere())
                .isTrue();
        assertThat(rows("t")).isEqualTo(1);
    }

    @Test
    void countsAsInitialisedOnlyWhenItIsAsExpected() throws SQLException {
        SchemaException failed = fails(WANTED.expecting(new SchemaExpectation(2, List.of("t", "tenant"))));

        assertThat(failed).hasMessageContaining("there are 1 tables instead of 2 and tenant holds no row");
        assertThat(run(WANTED.expecting(new SchemaExpectation(1, List.of("t")))).alreadyThere())
                .isFalse();
        execute("DELETE FROM t");
        assertThat(fails(WANTED.expecting(new SchemaExpectation(1, List.of("t")))))
                .hasMessageContaining("was applied before")
                .hasMessageContaining("but now t holds no row");
    }

    @Test
    void keepsItsExpectationInTheJournal() {
        SchemaBootstrap wrong =
                WANTED.expecting(new SchemaExpectation(7, List.of())).afterTheInstance();
        try (var client = cloud.builder()
                .schemaTransport(transport())
                .schemaScript(WANTED.script())
                .build()) {
            assertThatThrownBy(() -> client.create(request(wrong), HOUR))
                    .hasMessageContaining("there are 1 tables instead of 7");
            var run = client.unfinishedRuns().get(0).runId();
            assertThatThrownBy(() -> client.resume(run, HOUR)).hasMessageContaining("there are 1 tables instead of 7");
        }
    }

    @Test
    void namesWhoHoldsTheDatabaseAndSinceWhenUntilTheDeadline() throws SQLException {
        fails(SchemaBootstrap.of(MISTAKEN));
        try (Connection holder = connection();
                Statement lock = holder.createStatement()) {
            lock.execute("DO GET_LOCK('iothub_sdk:" + database + "', 0)");

            SchemaException waited = catchThrowableOfType(
                    SchemaException.class,
                    () -> transport().run(Databases.job(WANTED, Duration.ofMillis(1500), notes::add)));

            assertThat(waited.kind()).isEqualTo(SchemaException.Kind.WAITING);
            assertThat(waited)
                    .hasMessageContainingAll(
                            "connection ", "of " + Demo.DB_USER, "from 127.0.0.1:", "run run-1, begun at");
            assertThat(notes)
                    .singleElement()
                    .satisfies(note -> assertThat(note.kind()).isEqualTo(Kind.WAITING));
        }
        assertThat(run(WANTED).statements()).isEqualTo(3);
    }

    @Test
    void stopsWaitingForAScriptWhenItsTimeIsOut() {
        SchemaBootstrap slow = SchemaBootstrap.of(script("CREATE TABLE t (id INT); DO SLEEP(30);"));

        SchemaException stopped = catchThrowableOfType(
                SchemaException.class, () -> transport().run(Databases.job(slow, Duration.ofMillis(700), notes::add)));

        assertThat(stopped.kind()).isEqualTo(SchemaException.Kind.UNREACHABLE);
        assertThat(stopped).hasMessageContaining("The time ran out");
    }

    @Test
    void warnsOfAccountsWithPublishedPasswords() {
        String hash = "$2a$10$" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.";
        run(SchemaBootstrap.of(script("CREATE TABLE u (h TEXT); INSERT INTO u VALUES ('" + hash + "')")));

        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(Kind.SECURITY);
            assertThat(note.words()).contains("change these passwords").doesNotContain(hash);
        });
    }
}
