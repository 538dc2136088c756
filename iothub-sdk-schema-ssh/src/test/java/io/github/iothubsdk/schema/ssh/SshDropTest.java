package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.Databases;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way to the bastion is lost while statements run: by a goodbye, by a reset, and without a word; in real time. */
@Timeout(60)
class SshDropTest extends MariaDbCase {

    private static final String PASSWORD = "bastion-password";
    private static final Duration BUDGET = Duration.ofSeconds(4);
    private static final SchemaScript SLOW = script("""
            DROP TABLE IF EXISTS a;
            CREATE TABLE a (id INT PRIMARY KEY);
            INSERT INTO a VALUES (1);
            DO SLEEP(1.5);
            DROP TABLE IF EXISTS b;
            CREATE TABLE b (id INT PRIMARY KEY);
            """);

    private final List<Integer> ends = new CopyOnWriteArrayList<>();
    private final List<SchemaNote> told = new CopyOnWriteArrayList<>();
    private TestBastion bastion;
    private Relay relay;

    @BeforeEach
    void startBastion() throws Exception {
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                .password(PASSWORD)
                .name(Demo.RDS_HOST, server.port());
        relay = new Relay(bastion.port());
    }

    @AfterEach
    void stopBastion() throws Exception {
        relay.close();
        bastion.nothingIsLeft();
        bastion.close();
    }

    private interface Drop {
        void now() throws IOException;
    }

    private SchemaTransport through(SshBastion how) {
        return SshSchema.through(how, (rds, end) -> {
            ends.add(end.getPort());
            return "jdbc:mysql://127.0.0.1:" + end.getPort() + "/" + database;
        });
    }

    /** What the run says whose tunnel is lost in the middle of the script. */
    private SchemaException dropped(Drop drop) throws Exception {
        SchemaTransport transport =
                through(bastion.known(PASSWORD).port(relay.port()).keepAlive(Duration.ofSeconds(10)));
        var failure = new FutureTask<>(() -> catchThrowableOfType(
                SchemaException.class,
                () -> transport.run(Databases.job(SchemaBootstrap.of(SLOW), BUDGET, told::add))));
        startAndWaitUntilAsleep(failure);
        drop.now();
        SchemaException dropped = failure.get();
        assertThat(dropped).as("the failure").isNotNull();
        assertThat(dropped.kind()).as(dropped.getMessage()).isEqualTo(SchemaException.Kind.UNREACHABLE);
        assertThat(dropped.getMessage() + dropped.remedy())
                .doesNotContain(Demo.DB_PASSWORD)
                .doesNotContain(PASSWORD)
                .doesNotContain("jdbc:");
        assertNoEndIsOpen();
        return dropped;
    }

    private void startAndWaitUntilAsleep(FutureTask<?> run) throws SQLException {
        Thread caller = new Thread(run, "caller");
        caller.setDaemon(true);
        caller.start();
        while (rows("information_schema.processlist WHERE state = 'User sleep' AND db = DATABASE()") == 0
                && !run.isDone()) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private void assertNoEndIsOpen() {
        assertThat(ends)
                .isNotEmpty()
                .allSatisfy(port -> assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                        .isInstanceOf(ConnectException.class));
    }

    private void assertFinishesOnTheSecondTry() throws Exception {
        SchemaReport report = through(bastion.known(PASSWORD)).run(Databases.job(SchemaBootstrap.of(SLOW), told::add));

        assertThat(report.statements()).isEqualTo(6);
        assertThat(told).extracting(SchemaNote::kind).contains(SchemaNote.Kind.RESTARTED);
        assertThat(rows("iothub_sdk_bootstrap WHERE state = 'APPLIED'")).isEqualTo(1);
        assertThat(rows("a")).isEqualTo(1);
        assertThat(rows("b")).isZero();
        assertNoEndIsOpen();
    }

    @Test
    void saysHowFarItGotWhenTheBastionEndsTheSession() throws Exception {
        assertThat(dropped(bastion::cut))
                .hasMessageContaining("The connection was lost while the script ran")
                .hasMessageContaining(
                        "In the tunnel through ops@127.0.0.1:" + relay.port() + ": the SSH session was cut off");
        assertFinishesOnTheSecondTry();
    }

    @Test
    void saysHowFarItGotWhenTheConnectionIsReset() throws Exception {
        assertThat(dropped(relay::reset))
                .hasMessageContaining("The connection was lost while the script ran")
                .hasMessageContaining(
                        "In the tunnel through ops@127.0.0.1:" + relay.port() + ": the SSH session was cut off");
        assertFinishesOnTheSecondTry();
    }

    @Test
    void endsWithItsBudgetWhenTheBastionFallsSilent() throws Exception {
        long start = System.nanoTime();

        assertThat(dropped(relay::stall)).hasMessageContaining("The time ran out");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET.plusSeconds(3));
        assertThat(relay.isHungUp()).as("the connection was closed").isTrue();
        relay.close();
        assertFinishesOnTheSecondTry();
    }

    /** Well before a budget of minutes: the signs of life say so. */
    @Test
    void noticesASilentBastionByItsSignsOfLife() throws Exception {
        SchemaTransport transport =
                through(bastion.known(PASSWORD).port(relay.port()).keepAlive(Duration.ofMillis(300)));
        var failure = new FutureTask<>(() -> catchThrowableOfType(
                SchemaException.class,
                () -> transport.run(Databases.job(SchemaBootstrap.of(SLOW), Duration.ofSeconds(50), told::add))));
        startAndWaitUntilAsleep(failure);
        long start = System.nanoTime();
        relay.stall();

        assertThat(failure.get()).hasMessageContaining("the SSH session was cut off");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertNoEndIsOpen();
    }
}
