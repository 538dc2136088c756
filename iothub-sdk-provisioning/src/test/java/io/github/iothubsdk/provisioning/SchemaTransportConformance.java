package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchemaTransport} that runs the script itself must do: extend it, and say how yours is made.
 *
 * <p>What holds also for those that leave it to a person is in {@link SchemaTransportContract}; here failing and being cut off.
 */
public abstract class SchemaTransportConformance extends SchemaTransportContract {

    /** For the subclass, which JUnit makes. */
    protected SchemaTransportConformance() {}

    @Test
    void saysWhichStatementFailedAndRunsACorrectedScript() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap mistaken = SchemaBootstrap.of(script("""
                DROP TABLE IF EXISTS t;
                CREATE TABLE t (id INT PRIMARY KEY);
                INSERT INTO t VALUES ('a secret of the script''s', 2);
                """));
        SchemaBootstrap corrected = SchemaBootstrap.of(script("""
                DROP TABLE IF EXISTS t;
                CREATE TABLE t (id INT PRIMARY KEY);
                INSERT INTO t VALUES (2);
                """));

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
        SchemaBootstrap slow = SchemaBootstrap.of(script("""
                DROP TABLE IF EXISTS t;
                DO SLEEP(1.5);
                CREATE TABLE t (id INT PRIMARY KEY);
                """));
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
