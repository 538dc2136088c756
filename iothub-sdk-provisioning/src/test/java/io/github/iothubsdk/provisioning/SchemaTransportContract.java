package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SchemaTransport} must do, whoever runs the script in the end, seen in the database itself.
 *
 * <p>Extend it when a person runs the script, and {@link SchemaTransportConformance} when the transport does.
 */
public abstract class SchemaTransportContract extends MariaDbCase {

    /** Shown by none of them, in no way. */
    private static final String CANARY = "Canary-Password9";

    private static final SchemaBootstrap WANTED = SchemaBootstrap.of(script("""
            DROP TABLE IF EXISTS t;
            CREATE TABLE t (id INT PRIMARY KEY);
            INSERT INTO t VALUES (1), (2);
            """));

    protected final List<SchemaNote> noted = new CopyOnWriteArrayList<>();

    /** For the subclass, which JUnit makes. */
    protected SchemaTransportContract() {}

    /** A new transport of the kind that is tested, to whatever database of {@link #server} a job names. */
    protected abstract SchemaTransport create() throws Exception;

    /** Runs it, and does what a person must do in between, if anything. */
    protected SchemaReport carryOut(SchemaTransport transport, SchemaJob job) throws Exception {
        return transport.run(job);
    }

    protected final SchemaJob job(SchemaBootstrap wanted, String run) {
        return job(wanted, run, database, Demo.DB_PASSWORD);
    }

    private SchemaJob job(SchemaBootstrap wanted, String run, String name, String password) {
        Secret secret = Secret.of(password);
        return new SchemaJob(
                RdsDatabase.of(Demo.RDS, name, Demo.RDS_HOST, Demo.DB_USER, secret),
                () -> 3306,
                secret,
                wanted,
                Optional.of(new RunId(run)),
                Deadline.in(Duration.ofMinutes(1), TimeSource.system()),
                noted::add);
    }

    private String tables() throws SQLException {
        return rows("information_schema.tables WHERE table_schema = DATABASE()") + " tables, "
                + rows("information_schema.columns WHERE table_schema = DATABASE()") + " columns";
    }

    @Test
    void appliesTheScriptOnceForAll() throws Exception {
        SchemaReport first = carryOut(create(), job(WANTED, "run-1"));
        execute("DELETE FROM t WHERE id = 2");
        SchemaReport sameRun = carryOut(create(), job(WANTED, "run-1"));
        SchemaReport sameTransport = create().run(job(WANTED, "run-1"));

        assertThat(List.of(first, sameRun, sameTransport))
                .extracting(SchemaReport::scriptSha256)
                .containsOnly(WANTED.script().sha256());
        assertThat(first.alreadyThere()).isFalse();
        assertThat(rows("t")).as("it was not run again").isEqualTo(1);
    }

    @Test
    void changesNothingByLooking() throws Exception {
        SchemaTransport transport = create();
        String before = tables();

        assertThat(transport.probe(job(WANTED, "run-1"))).isNotBlank();
        if (transport instanceof SchemaInspector inspector) {
            assertThat(inspector.look(job(WANTED, "run-1"))).isNotBlank();
            assertThat(inspector.applied(job(WANTED, "run-1"))).isEmpty();
        }
        assertThat(tables()).isEqualTo(before);

        carryOut(transport, job(WANTED, "run-1"));
        String after = tables();

        assertThat(transport.probe(job(WANTED, "run-1"))).isNotBlank();
        if (transport instanceof SchemaInspector inspector) {
            assertThat(inspector.applied(job(WANTED, "run-1"))).hasValueSatisfying(seen -> {
                assertThat(seen.alreadyThere()).isTrue();
                assertThat(seen.scriptSha256()).isEqualTo(WANTED.script().sha256());
            });
        }
        assertThat(tables()).isEqualTo(after);
        assertThat(rows("t")).isEqualTo(2);
    }

    /** Without it the run that is interrupted would end as refused, for good, or go on. */
    @Test
    void isEndedByAnInterruptThatStaysKnown() throws Exception {
        SchemaTransport transport = create();
        for (int i = 0; i < 2; i++) {
            assertThat(interrupted(() -> transport.run(job(WANTED, "run-1"))))
                    .isInstanceOf(ApiException.Interrupted.class);
        }
        assertThat(interrupted(() -> transport.probe(job(WANTED, "run-1"))))
                .isInstanceOfAny(ApiException.Interrupted.class, Calm.class);

        assertThat(carryOut(transport, job(WANTED, "run-1")).scriptSha256())
                .isEqualTo(WANTED.script().sha256());
        assertThat(rows("t")).isEqualTo(2);
    }

    /** It was done before it could notice. */
    private static final class Calm extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private interface Task {
        Object call() throws Exception;
    }

    /** What a call comes to on a thread that was interrupted before, and whose flag must be set after it. */
    private static Throwable interrupted(Task task) {
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(task::call);
        assertThat(Thread.interrupted()).as("the flag after: " + thrown).isTrue();
        return thrown == null ? new Calm() : thrown;
    }

    @Test
    @SuppressWarnings("NullAway") // what is refused
    void refusesANullByItsName() throws Exception {
        SchemaTransport transport = create();

        assertThatThrownBy(() -> transport.probe(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("job");
        assertThatThrownBy(() -> transport.run(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("job");
        if (transport instanceof SchemaInspector inspector) {
            assertThatThrownBy(() -> inspector.look(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("job");
            assertThatThrownBy(() -> inspector.applied(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("job");
        }
    }

    @Test
    void showsNoSecretAndNoAddressWhenItIsRefused() throws Exception {
        SchemaTransport transport = create();
        SchemaJob wrong = job(WANTED, "run-1", database, CANARY);

        for (Task task : List.<Task>of(() -> transport.probe(wrong), () -> transport.run(wrong))) {
            Throwable thrown = catchThrowable(task::call);
            if (thrown instanceof SchemaException failure) {
                assertThat(failure.getMessage() + failure.remedy() + failure.code())
                        .doesNotContain(CANARY)
                        .doesNotContain("jdbc:")
                        .doesNotContainPattern("\\p{Cntrl}");
            } else {
                assertThat(thrown).isNull();
            }
        }
        assertThat(noted.toString()).doesNotContain(CANARY).doesNotContain("jdbc:");
        assertThat(transport.toString()).doesNotContain(CANARY);
    }

    /** Two nodes with one database: one of them applies it, and the other finds it there or is told to wait. */
    @Test
    void letsOneOfTwoRunsApplyItToOneDatabase() throws Exception {
        SchemaTransport transport = create();
        CyclicBarrier both = new CyclicBarrier(2);
        FutureTask<SchemaReport> one = start(both, transport, job(WANTED, "run-1"));
        FutureTask<SchemaReport> other = start(both, transport, job(WANTED, "run-2"));

        assertThat(List.of(one.get(), other.get()))
                .extracting(SchemaReport::scriptSha256)
                .containsOnly(WANTED.script().sha256());
        assertThat(rows("t")).isEqualTo(2);
        assertThat(rows("iothub_sdk_bootstrap WHERE state = 'APPLIED'")).isEqualTo(1);
    }

    @Test
    void servesTwoRunsWithTwoDatabasesAtOnce() throws Exception {
        String second = database + "b";
        server.createDatabase(second, Demo.DB_USER, Demo.DB_PASSWORD);
        SchemaTransport transport = create();
        CyclicBarrier both = new CyclicBarrier(2);
        SchemaBootstrap wider = WANTED.allowWiderRights();
        SchemaBootstrap others = SchemaBootstrap.of(script("CREATE TABLE u (id INT PRIMARY KEY);"))
                .allowWiderRights();

        FutureTask<SchemaReport> one = start(both, transport, job(wider, "run-1"));
        FutureTask<SchemaReport> other = start(both, transport, job(others, "run-2", second, Demo.DB_PASSWORD));

        assertThat(one.get().tables()).isEqualTo(1);
        assertThat(other.get().scriptSha256()).isEqualTo(others.script().sha256());
        assertThat(rows("information_schema.tables WHERE table_schema = '" + database
                        + "' AND table_name IN ('t', 'u')"))
                .isEqualTo(1);
        assertThat(rows(second + ".u")).isZero();
    }

    private FutureTask<SchemaReport> start(CyclicBarrier both, SchemaTransport transport, SchemaJob job) {
        FutureTask<SchemaReport> run = new FutureTask<>(() -> {
            both.await();
            return carryOut(transport, job);
        });
        Thread thread = new Thread(run, "caller");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    protected static SchemaException failing(SchemaTransport transport, SchemaJob job) {
        SchemaException failure = catchThrowableOfType(SchemaException.class, () -> transport.run(job));
        assertThat(failure).as("the failure").isNotNull();
        return failure;
    }
}
