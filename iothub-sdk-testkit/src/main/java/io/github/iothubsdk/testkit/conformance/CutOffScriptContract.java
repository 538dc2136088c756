package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What runs the script itself keeps within its time, its connection and its rights. */
abstract class CutOffScriptContract extends SchemaTransportContract {

    static final Duration LONG = Duration.ofSeconds(5);

    private static final String SLEEPING = "information_schema.processlist WHERE state = 'User sleep'";
    private static final Duration A_WHILE = Duration.ofMillis(2_200);

    CutOffScriptContract() {}

    /** When the caller stops waiting; the server may still be at the statement. */
    @Test
    void keepsTheDeadline() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap slow = script("DO SLEEP(" + LONG.toSeconds() + "); CREATE TABLE t (id INT);");
        long began = TimeSource.system().nanos();

        SchemaException late =
                failing(transport, job(slow, "run-1", database, Demo.DB_PASSWORD, Duration.ofSeconds(1)));

        assertThat(Duration.ofNanos(TimeSource.system().nanos() - began)).isLessThan(LONG);
        assertTellsNoSecret(late);
    }

    /** Whoever was told that the time is over may hand the database to somebody else: nothing more is sent to it. */
    @Test
    void leavesNothingAtWorkAfterTheDeadline() throws Exception {
        SchemaBootstrap slow = script("DO SLEEP(" + LONG.toSeconds() + "); CREATE TABLE t (id INT);");

        SchemaException late =
                failing(create(), job(slow, "run-1", database, Demo.DB_PASSWORD, Duration.ofMillis(600)));

        killTheSleeper(); // what the server was at, it may go on with
        awaitNoSession(late);
        Deadline aWhile = Deadline.in(A_WHILE, TimeSource.system());
        while (!aWhile.passed()) {
            assertThat(isThere("t")).as("made after the deadline").isFalse();
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** It is tried again, where a script that failed is not. */
    @Test
    void tellsALostConnectionFromAScriptThatFails() throws Exception {
        SchemaBootstrap slow = script("DO SLEEP(" + LONG.toSeconds() + "); CREATE TABLE t (id INT);");

        SchemaException lost = lostWhileItSleeps(create(), slow);

        assertThat(lost.kind()).isEqualTo(SchemaException.Kind.UNREACHABLE);
        assertThat(isThere("t")).isFalse();
        assertTellsNoSecret(lost);
    }

    /** The half of it that ran is no schema, whatever was noted before it began. */
    @Test
    void takesNoScriptForDoneThatWasCutOff() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap slow = script("""
                DROP TABLE IF EXISTS t;
                CREATE TABLE t (id INT PRIMARY KEY);
                DO SLEEP(1);
                CREATE TABLE u (id INT PRIMARY KEY);
                """);
        assertTellsNoSecret(lostWhileItSleeps(transport, slow));

        for (SchemaTransport again : List.of(transport, create())) {
            Throwable failed = catchThrowable(() -> again.run(job(slow, "run-1")));
            if (failed == null) {
                assertThat(isThere("t") && isThere("u"))
                        .as("both, once it is done")
                        .isTrue();
            } else {
                assertThat(failed).isInstanceOf(SchemaException.class);
            }
        }
    }

    /** A script could do there unseen what it may not do here. */
    @Test
    void refusesAnAccountThatMayWriteElsewhereUnlessThatIsAllowed() throws Exception {
        SchemaTransport transport = create();
        String other = secondDatabase();

        for (Task task :
                List.<Task>of(() -> transport.probe(job(WANTED, "run-1")), () -> transport.run(job(WANTED, "run-1")))) {
            assertThat(catchThrowable(task::call))
                    .isInstanceOfSatisfying(
                            SchemaException.class, e -> assertThat(e.kind()).isEqualTo(SchemaException.Kind.REFUSED));
        }
        assertThat(isThere("t")).as("with rights on " + other).isFalse();
        transport.run(job(WANTED.allowWiderRights(), "run-1"));
        assertThat(rows("t")).isEqualTo(2);
    }

    /** What the preflight let pass is not refused once an instance has been paid for. */
    @Test
    void refusesByLookingWhatItRefusesToRun() throws Exception {
        SchemaTransport transport = create();
        SchemaBootstrap other = script("CREATE TABLE u (id INT);");
        transport.run(job(WANTED, "run-1"));

        for (Task task :
                List.<Task>of(() -> transport.probe(job(other, "run-2")), () -> transport.run(job(other, "run-2")))) {
            assertThat(catchThrowable(task::call))
                    .isInstanceOfSatisfying(
                            SchemaException.class, e -> assertThat(e.kind()).isEqualTo(SchemaException.Kind.REFUSED));
        }
        assertThat(isThere("u")).isFalse();
    }

    private SchemaException lostWhileItSleeps(SchemaTransport transport, SchemaBootstrap slow) throws Exception {
        FutureTask<SchemaException> run = new FutureTask<>(() -> failing(transport, job(slow, "run-1")));
        Thread caller = new Thread(run, "caller");
        caller.setDaemon(true);
        caller.start();
        awaitSleepOf(run);
        killTheSleeper();
        return run.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    final void awaitSleepOf(FutureTask<?> run) throws Exception {
        while (rows(SLEEPING) == 0 && !run.isDone()) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private boolean isThere(String table) throws Exception {
        return rows("information_schema.tables WHERE table_schema = DATABASE() AND table_name = '" + table + "'") == 1;
    }

    /** Neither in what it says with its causes, nor in what it noted while it ran. */
    final void assertTellsNoSecret(SchemaException failure) {
        assertThat(told(failure) + failure.remedy() + failure.code() + noted)
                .doesNotContain(Demo.DB_PASSWORD)
                .doesNotContain("jdbc:");
    }
}
