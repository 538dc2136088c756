package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link SchemaTransport} must do, whoever runs the script in the end, seen in the database itself.
 *
 * <p>Extend it when a person runs the script, and {@link SchemaTransportConformance} when the transport does: say how yours is
 * made, and where to make databases. It needs a MySQL or MariaDB server, and a JDBC driver on the class path.
 */
public abstract class SchemaTransportContract extends FinishedScriptContract {

    /** Shown by none of them, in no way. */
    private static final String CANARY = "Canary-Password9";

    /** For the subclass, which JUnit makes. */
    protected SchemaTransportContract() {}

    /** A new transport of the kind that is tested, to whatever database of your server a job names. */
    @Override
    protected abstract SchemaTransport create() throws Exception;

    /**
     * Makes an empty database on a server of yours, and a user with all rights on its data and tables and no others; a user
     * who is there keeps the password and the rights.
     */
    @Override
    protected abstract void createDatabase(String name, String user, String password) throws Exception;

    @Override
    protected abstract String jdbcUrl(String name);

    /** Runs it, and does what a person must do in between, if anything. */
    @Override
    protected SchemaReport carryOut(SchemaTransport transport, SchemaJob job) throws Exception {
        return transport.run(job);
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
                assertThat(told(failure))
                        .as("with its causes")
                        .doesNotContain(CANARY)
                        .doesNotContain("jdbc:");
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

    /** Never over rows that are there: nothing makes that good again. A person's turn may last for ever. */
    @Test
    void leavesRowsAloneThatAreThere() throws Exception {
        execute("CREATE TABLE t (id INT PRIMARY KEY)");
        execute("INSERT INTO t VALUES (4711)");
        SchemaTransport transport = create();

        assertThat(catchThrowable(() -> carryOut(transport, job(WANTED, "run-1"))))
                .isInstanceOfSatisfying(
                        SchemaException.class,
                        e -> assertThat(e.kind()).isIn(SchemaException.Kind.REFUSED, SchemaException.Kind.WAITING));
        assertThat(rows("t WHERE id = 4711")).isEqualTo(1);
    }

    @Test
    void leavesNoSessionBehind() throws Exception {
        SchemaTransport transport = create();
        transport.probe(job(WANTED, "run-1"));
        carryOut(transport, job(WANTED, "run-1"));
        execute("INSERT INTO t VALUES (3)");
        Throwable refused = catchThrowable(() -> transport.run(job(script("DROP TABLE t;"), "run-2")));

        awaitNoSession(refused);
    }

    /** Two nodes with one database, or one of them twice: one run applies it, and the other finds it there in the end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsOneOfTwoRunsApplyItToOneDatabase(boolean oneTransport) throws Exception {
        SchemaTransport transport = create();
        SchemaTransport second = oneTransport ? transport : create();
        CyclicBarrier both = new CyclicBarrier(2);
        SchemaBootstrap adding = script("""
                CREATE TABLE IF NOT EXISTS t (id INT);
                DO SLEEP(0.2);
                INSERT INTO t VALUES (1), (2);
                """);
        FutureTask<SchemaReport> one = start(both, transport, job(adding, "run-1"));
        FutureTask<SchemaReport> other = start(both, second, job(adding, "run-2"));

        assertThat(List.of(one.get(), other.get()))
                .extracting(SchemaReport::scriptSha256)
                .containsOnly(adding.script().sha256());
        assertThat(rows("t")).as("it was run once").isEqualTo(2);
    }

    @Test
    void servesTwoRunsWithTwoDatabasesAtOnce() throws Exception {
        String second = secondDatabase();
        SchemaTransport transport = create();
        CyclicBarrier both = new CyclicBarrier(2);
        SchemaBootstrap wider = WANTED.allowWiderRights();
        SchemaBootstrap others = script("CREATE TABLE u (id INT PRIMARY KEY);").allowWiderRights();

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
            return carryOutInTurn(transport, job);
        });
        Thread thread = new Thread(run, "caller");
        thread.setDaemon(true);
        thread.start();
        return run;
    }
}
