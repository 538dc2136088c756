package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Cloud;
import io.github.iothubsdk.provisioning.MariaDbCase;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Rds;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client, two runs at the same time in two threads, each through a tunnel of its own to a server of its own. */
@Timeout(90)
class SshTwoTunnelsTest extends MariaDbCase {

    private static final String PASSWORD = "bastion-password";
    private static final String OTHER = "Other-Pass9";

    private final Map<String, Integer> ends = new ConcurrentHashMap<>();
    private final CyclicBarrier both = new CyclicBarrier(2);
    private EmbeddedMariaDb other;
    private TestBastion bastion;

    @BeforeEach
    void startBoth() throws Exception {
        other = EmbeddedMariaDb.start();
        other.createDatabase("other", "other_rw", OTHER);
        bastion = new TestBastion(TestBastion.key("ssh-ed25519"))
                .password(PASSWORD)
                .name("one.example.com", server.port())
                .name("other.example.com", other.port());
    }

    @AfterEach
    void stopBoth() throws Exception {
        bastion.nothingIsLeft();
        bastion.close();
        other.close();
    }

    private ProvisioningClient client() {
        return cloud.builder()
                .schemaTransport(SshSchema.through(bastion.known(PASSWORD), (rds, end) -> {
                    ends.put(rds.database(), end.getPort());
                    return "jdbc:mysql://127.0.0.1:" + end.getPort() + "/" + rds.database();
                }))
                .build();
    }

    /** On an RDS instance of its own. */
    private CreateInstanceRequest request(String host, String name, String user, String password, SchemaScript script) {
        String rds = "mysql-" + name + "0000000";
        cloud.simulator
                .demoAccount()
                .rds(Rds.of(rds)
                        .vpc(Demo.VPC)
                        .subnet(Demo.SUBNET)
                        .host(host)
                        .database(name, "utf8")
                        .databaseAccount(user, password)
                        .grant(name, user, "rw"));
        return Cloud.request("hub-" + name)
                .database(RdsDatabase.of(rds, name, host, user, Secret.of(password)))
                .bootstrapSchema(SchemaBootstrap.of(script))
                .build();
    }

    private CreateInstanceRequest first(SchemaScript script) {
        return request("one.example.com", database, Demo.DB_USER, Demo.DB_PASSWORD, script);
    }

    private CreateInstanceRequest second(SchemaScript script) {
        return request("other.example.com", "other", "other_rw", OTHER, script);
    }

    private FutureTask<ProvisioningResult> start(ProvisioningClient client, CreateInstanceRequest request) {
        var create = new FutureTask<>(() -> {
            both.await(20, TimeUnit.SECONDS);
            return client.create(request, HOUR);
        });
        Thread thread = new Thread(create, "caller");
        thread.setDaemon(true);
        thread.start();
        return create;
    }

    private String ask(String sql) throws SQLException {
        try (Connection open = DriverManager.getConnection(other.jdbcUrl("other"), "other_rw", OTHER);
                Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Until its script is in its middle, or it has failed. */
    private void untilAsleep(FutureTask<ProvisioningResult> other) throws SQLException {
        while (ask("SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User sleep'")
                        .equals("0")
                && !other.isDone()) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The other's script is asleep while the first tunnel is opened, used and closed. */
    @Test
    void reachesItsOwnDatabaseWithEachAndClosingOneLeavesTheOther() throws Exception {
        SchemaScript fast = script("""
                CREATE TABLE of_the_first (id INT PRIMARY KEY);
                INSERT INTO of_the_first VALUES (1);
                """);
        SchemaScript slow = script("""
                CREATE TABLE of_the_other (id INT PRIMARY KEY);
                DO SLEEP(6);
                INSERT INTO of_the_other VALUES (2);
                """);
        try (ProvisioningClient client = client()) {
            var second = start(client, second(slow));
            var first = start(client, first(fast));
            untilAsleep(second);

            assertThat(first.get().schema().orElseThrow().statements()).isEqualTo(2);
            assertThat(second.isDone()).as("the first ended before the other").isFalse();
            assertThat(second.get().schema().orElseThrow().statements()).isEqualTo(3);
        }
        assertThat(ends).containsOnlyKeys(database, "other");
        assertThat(ends.get(database)).isNotEqualTo(ends.get("other"));
        assertThat(rows("of_the_first")).isEqualTo(1);
        assertThat(rows("information_schema.tables WHERE table_name = 'of_the_other'"))
                .isZero();
        assertThat(ask("SELECT id FROM of_the_other")).isEqualTo("2");
        assertThat(ask("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'of_the_first'"))
                .isEqualTo("0");
        assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 2 payments, 2 instances RUNNING");
    }

    /** Both are tried again by their runs. */
    @Test
    void losesBothWhenTheBastionIsLostAndFinishesBothAfterwards() throws Exception {
        SchemaScript slow = script("""
                DROP TABLE IF EXISTS t;
                DO SLEEP(1.5);
                CREATE TABLE t (id INT PRIMARY KEY);
                """);
        try (ProvisioningClient client = client()) {
            var first = start(client, first(slow));
            var second = start(client, second(slow));
            untilAsleep(second);
            while (rows("information_schema.processlist WHERE state = 'User sleep'") == 0 && !first.isDone()) {
                LockSupport.parkNanos(2_000_000);
            }
            bastion.cut();

            assertThat(first.get().schema().orElseThrow().scriptSha256()).isEqualTo(slow.sha256());
            assertThat(second.get().schema().orElseThrow().scriptSha256()).isEqualTo(slow.sha256());
        }
        assertThat(rows("t")).isZero();
        assertThat(ask("SELECT COUNT(*) FROM t")).isEqualTo("0");
        assertThat(cloud.ledger()).isEqualTo("ledger: 2 orders, 2 payments, 2 instances RUNNING");
    }
}
