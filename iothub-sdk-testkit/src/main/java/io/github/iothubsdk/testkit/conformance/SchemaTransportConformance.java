package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchemaTransport} that runs the script itself must do: extend it, and say how yours is made.
 *
 * <p>What holds also for those that leave it to a person is in {@link SchemaTransportContract}: once for all, never over rows, no
 * secret shown, nothing left behind. Here failing and being cut off.
 */
public abstract class SchemaTransportConformance extends SchemaTransportContract {

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
        assertThat(failed.getMessage() + failed.remedy())
                .doesNotContain("a secret")
                .doesNotContain(Demo.DB_PASSWORD)
                .doesNotContain("jdbc:");
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
        while (rows("information_schema.processlist WHERE state = 'User sleep'") == 0 && !run.isDone()) {
            LockSupport.parkNanos(2_000_000);
        }
        caller.interrupt();

        assertThat(run.get(1, TimeUnit.SECONDS)).as("the flag").isTrue();
        assertThat(transport.run(job(slow, "run-1")).statements()).isEqualTo(3);
        assertThat(rows("t")).isZero();
    }
}
