package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchemaTransport} that runs the script itself must do: extend it, and say how yours is made.
 *
 * <p>What holds also for those that leave it to a person is in {@link SchemaTransportContract}: once for all, never over rows, no
 * secret shown, nothing left behind. Here failing, being cut off, and being late.
 */
public abstract class SchemaTransportConformance extends CutOffScriptContract {

    /** For the subclass, which JUnit makes. */
    protected SchemaTransportConformance() {}

    @Test
    void refusesADatabaseThatHoldsRows() throws Exception {
        SchemaBootstrap wanted = script("CREATE TABLE u (id INT PRIMARY KEY);");
        execute("CREATE TABLE t AS SELECT 4711 AS id");
        SchemaTransport transport = create();

        for (Task task :
                List.<Task>of(() -> transport.probe(job(wanted, "run-1")), () -> transport.run(job(wanted, "run-1")))) {
            assertThat(catchThrowable(task::call))
                    .isInstanceOfSatisfying(
                            SchemaException.class, e -> assertThat(e.kind()).isEqualTo(SchemaException.Kind.REFUSED));
        }
        assertThat(rows("t WHERE id = 4711")).isEqualTo(1);
        assertThat(tables()).startsWith("1 tables");
    }

    @Test
    void saysWhichStatementFailedAndRunsACorrectedScript() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap mistaken = script("""
                DROP TABLE IF EXISTS t;
                CREATE TABLE t (id INT PRIMARY KEY);
                INSERT INTO t VALUES ('a secret of the script''s', 2);
                """);
        SchemaBootstrap corrected = script("""
                DROP TABLE IF EXISTS t;
                CREATE TABLE t (id INT PRIMARY KEY);
                INSERT INTO t VALUES (2);
                """);

        SchemaException failed = failing(transport, job(mistaken, "run-1"));

        assertThat(failed.kind()).isEqualTo(SchemaException.Kind.SCRIPT);
        assertThat(failed.statement()).hasValue(3);
        assertThat(failed.code()).contains("script-failed");
        assertThat(failed.getMessage() + failed.remedy()).doesNotContain("a secret");
        assertTellsNoSecret(failed);
        assertThat(noted.toString()).doesNotContain("a secret");
        assertThat(failed.remedy()).isNotBlank();
        SchemaReport done = transport.run(job(corrected, "run-1"));
        assertThat(done.statements()).isEqualTo(3);
        assertThat(rows("t")).isEqualTo(1);
    }

    @Test
    void leavesAScriptInItsMiddleWhenInterruptedAndFinishesItLater() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap slow = script("""
                DROP TABLE IF EXISTS t;
                DO SLEEP(1.5);
                CREATE TABLE t (id INT PRIMARY KEY);
                """);
        FutureTask<Boolean> run = new FutureTask<>(() -> {
            assertThat(catchThrowable(() -> transport.run(job(slow, "run-1"))))
                    .isInstanceOf(ApiException.Interrupted.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread caller = new Thread(run, "caller");
        caller.setDaemon(true);
        caller.start();
        awaitSleepOf(run);
        caller.interrupt();

        assertThat(run.get(1, TimeUnit.SECONDS)).as("the flag").isTrue();
        assertThat(transport.run(job(slow, "run-1")).statements()).isEqualTo(3);
        assertThat(rows("t")).isZero();
    }

    @Test
    void refusesAnotherScriptOverAFinishedOneAndCountsItsStatements() throws Exception {
        SchemaTransport transport = create();
        assertThat(transport.run(job(WANTED, "run-1")).statements()).isEqualTo(3);

        for (String run : List.of("run-1", "run-2")) {
            assertThat(failing(transport, job(script("DROP TABLE t;"), run)).kind())
                    .isEqualTo(SchemaException.Kind.REFUSED);
        }
        assertThat(rows("t")).isEqualTo(2);
    }

    /** Not the first time, and not when it looks again. */
    @Test
    void failsUntilWhatIsExpectedIsThere() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap unfilled =
                script("CREATE TABLE IF NOT EXISTS t (id INT); CREATE TABLE IF NOT EXISTS u (id INT);");
        for (SchemaExpectation unmet :
                List.of(new SchemaExpectation(99, List.of()), new SchemaExpectation(2, List.of("t")))) {
            for (int i = 0; i < 2; i++) {
                failing(transport, job(unfilled.expecting(unmet), "run-1"));
            }
        }
        SchemaReport done = transport.run(job(WANTED.expecting(new SchemaExpectation(0, List.of("t"))), "run-1"));
        assertThat(done.scriptSha256()).isEqualTo(WANTED.script().sha256());
    }

    @Test
    void namesTheRowsThatItReplaced() throws Exception {
        execute("CREATE TABLE t AS SELECT 4711 AS id");

        create().run(job(WANTED.allowReplacingData(), "run-1"));

        assertThat(noted)
                .filteredOn(note -> note.kind() == SchemaNote.Kind.DATA_REPLACED)
                .isNotEmpty();
    }

    @Test
    void leavesNoSessionBehindWhenTheScriptFails() throws Exception {
        SchemaException failed =
                failing(create(), job(script("CREATE TABLE t (id INT); INSERT INTO u VALUES (1);"), "run-1"));

        assertThat(failed.kind()).isEqualTo(SchemaException.Kind.SCRIPT);
        awaitNoSession(failed);
    }

    @Test
    void refusesALoginThatTheServerRefuses() throws Exception {
        SchemaTransport transport = create();
        SchemaJob wrong = job(WANTED, "run-1", database, "not-the-password");

        for (Task task : List.<Task>of(() -> transport.probe(wrong), () -> transport.run(wrong))) {
            assertThat(catchThrowable(task::call))
                    .isInstanceOfSatisfying(
                            SchemaException.class, e -> assertThat(e.kind()).isEqualTo(SchemaException.Kind.REFUSED));
        }
    }
}
