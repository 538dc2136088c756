package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Cloud;
import io.github.iothubsdk.provisioning.Jvm;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bastion, or what is behind it, cannot be reached, is cut off, or is left; in real time. */
@Timeout(60)
class SshTunnelTroubleTest extends MariaDbCase {

    private static final String PASSWORD = "bastion-password";
    private static final SchemaScript SLOW = script("""
            DROP TABLE IF EXISTS a;
            CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(40));
            INSERT INTO a VALUES (1, 'one; and more'), (2, 'two');
            DO SLEEP(1.5);
            DROP TABLE IF EXISTS b;
            CREATE TABLE b (id INT PRIMARY KEY);
            INSERT INTO b VALUES (7);
            """);

    /** 250 ms are promised; a machine under load gets more. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private TestBastion bastion;

    @BeforeEach
    void startBastion() throws Exception {
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                .password(PASSWORD)
                .name(Demo.RDS_HOST, server.port());
    }

    @AfterEach
    void stopBastion() throws Exception {
        bastion.nothingIsLeft();
        bastion.close();
    }

    private SchemaTransport tunnel(SshBastion how) {
        return SshSchema.through(how, (rds, end) -> "jdbc:mysql://127.0.0.1:" + end.getPort() + "/" + database);
    }

    private ProvisioningClient through(SshBastion how) {
        return cloud.builder().schemaTransport(tunnel(how)).schemaScript(SLOW).build();
    }

    private String refused(SshBastion how) {
        try (var client = through(how)) {
            return invalid(client, SchemaBootstrap.of(DEMO)).toString();
        }
    }

    /** Waits until the script of this database is in its middle. */
    private void untilAsleep() throws SQLException {
        while (ask("SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User sleep' AND db = DATABASE()")
                .equals("0")) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private String content() throws SQLException {
        return ask("SELECT GROUP_CONCAT(table_name, column_name, column_type ORDER BY 1) FROM"
                        + " information_schema.columns WHERE table_schema = DATABASE()")
                + ask("SELECT GROUP_CONCAT(id, v ORDER BY id) FROM a")
                + ask("SELECT GROUP_CONCAT(id) FROM b")
                + ask("SELECT CONCAT(sha256, state, statements) FROM iothub_sdk_bootstrap");
    }

    private static Thread inBackground(Runnable task) {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void saysWhatTheBastionCouldNotConnectTo() throws Exception {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bastion.name(Demo.RDS_HOST, closed.getLocalPort());
        }
        assertThat(refused(bastion.known(PASSWORD)))
                .contains("In the tunnel through ops@127.0.0.1:" + bastion.port(), "could not, or must not, connect")
                .contains("reaches " + Demo.RDS_HOST + ":3306");

        bastion.server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        assertThat(refused(bastion.known(PASSWORD))).contains("could not, or must not, connect", "AllowTcpForwarding");
    }

    @Test
    void saysThatTheBastionItselfCannotBeReached() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(refused(bastion.known(PASSWORD).port(port)))
                .contains("no connection to the SSH server 127.0.0.1:" + port + ": Connection refused");
        SshBastion nowhere = SshBastion.at("nowhere.invalid", "ops").hostKey("SHA256:" + "A".repeat(43));
        assertThat(refused(nowhere.password(Secret.of(PASSWORD)))).contains("the name does not resolve");
    }

    @Test
    void doesNotBlameATunnelThatHolds() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        SchemaTransport beside = SshSchema.through(
                bastion.known(PASSWORD), (rds, end) -> "jdbc:mysql://127.0.0.1:" + port + "/" + database);
        try (var client = cloud.builder().schemaTransport(beside).build()) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO)))
                    .hasMessageContaining("no connection to the database")
                    .message()
                    .doesNotContain("In the tunnel");
        }
    }

    @Test
    void doesNotRepeatAPasswordThatTheServerSaysWhenItHangsUp() {
        bastion.server.setPasswordAuthenticator((user, given, session) -> {
            try {
                session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "not " + given + ", " + user);
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(refused(bastion.known("CanarySshPassword1")))
                .contains("did not end: ", "not ******, " + TestBastion.USER)
                .doesNotContain("Canary");
    }

    @Test
    void givesUpOnAServerThatSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(refused(
                            bastion.known(PASSWORD).port(silent.getLocalPort()).timeout(Duration.ofMillis(300))))
                    .contains("The login at the SSH server 127.0.0.1:" + silent.getLocalPort(), "did not end");
        }
    }

    @Test
    void comesToTheSchemaOfACleanRunAfterTheTunnelWasCut() throws Exception {
        try (var clean = new Cloud();
                var client = clean.builder()
                        .schemaTransport(tunnel(bastion.known(PASSWORD)))
                        .build()) {
            client.create(request(SchemaBootstrap.of(SLOW)), HOUR);
        }
        String expected = content();
        execute("DROP TABLE a, b, iothub_sdk_bootstrap");
        try (var client = through(bastion.known(PASSWORD))) {
            var create =
                    new FutureTask<>(() -> client.create(request(SchemaBootstrap.of(SLOW)), Duration.ofSeconds(5)));
            inBackground(create);
            untilAsleep();
            bastion.cut();

            Throwable cut = catchThrowable(create::get);

            assertThat(cut).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(Unfinished.class);
            assertThat(cut)
                    .hasMessageContaining("The connection was lost while the script ran")
                    .hasMessageContaining("In the tunnel through ops@127.0.0.1");
            assertThat(cloud.simulator.ledger().writes()).isZero();
            ProvisioningResult done =
                    client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
            assertThat(done.schema().orElseThrow().statements()).isEqualTo(7);
        }
        assertThat(content()).isEqualTo(expected).contains("APPLIED7", "1one; and more,2two");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    private Duration interrupted(ProvisioningClient client, SqlWait until) throws Exception {
        var create = new FutureTask<>(() -> {
            Unfinished stopped = catchThrowableOfType(
                    Unfinished.class, () -> client.create(request(SchemaBootstrap.of(SLOW)), HOUR));
            assertThat(stopped).hasMessageContaining("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return System.nanoTime();
        });
        Thread caller = inBackground(create);
        until.await();
        long start = System.nanoTime();
        caller.interrupt();
        return Duration.ofNanos(create.get() - start);
    }

    private interface SqlWait {
        void await() throws Exception;
    }

    @Test
    void leavesAnInterruptedScriptAtOnceAndFinishesItOnResume() throws Exception {
        try (var client = through(bastion.known(PASSWORD))) {
            Duration took = interrupted(client, this::untilAsleep);

            assertThat(took).isLessThan(LONGEST);
            bastion.nothingIsLeft();
            assertThat(cloud.simulator.ledger().writes()).isZero();
            client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
            assertThat(rows("b")).isEqualTo(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    /** Again and again, since it is a matter of the moment. */
    @RepeatedTest(10)
    void leavesASilentServerAtOnceWhenInterrupted() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = through(bastion.known(PASSWORD).port(silent.getLocalPort()))) {
            Duration took = interrupted(client, () -> silent.accept().close());

            assertThat(took).isLessThan(LONGEST);
        }
    }

    @Test
    void saysWhatToAddWhenTheKeyIsEd25519AndNothingUnderstandsIt(@TempDir Path directory) throws Exception {
        Path key = TestBastion.write(directory.resolve("id"), TestBastion.key("ssh-ed25519"), "");

        assertThat(planWithout("bcprov-", key.toString()))
                .contains("The SSH private key " + key + " cannot be read", "org.bouncycastle:bcprov-jdk18on");
    }

    /** What a preflight says in a process whose class path lacks a library. */
    private static String planWithout(String library, String... arguments) throws Exception {
        try (Jvm jvm = Jvm.start(Jvm.classPathWithout(library), PlanOnly.class, List.of(), arguments)) {
            return jvm.rest();
        }
    }

    /** Plans a run through a tunnel. */
    static final class PlanOnly {
        public static void main(String[] arguments) {
            SshBastion bastion = SshBastion.at("127.0.0.1", "ops").hostKey("SHA256:" + "A".repeat(43));
            try (var cloud = new Cloud();
                    var client = cloud.builder()
                            .schemaTransport(SshSchema.through(
                                    arguments.length == 0
                                            ? bastion.password(Secret.of(PASSWORD))
                                            : bastion.privateKey(Path.of(arguments[0]))))
                            .build()) {
                System.out.println(client.preflight(Cloud.request("p")
                                .bootstrapSchema(MariaDbCase.DEMO)
                                .build())
                        .describe());
            }
        }
    }
}
