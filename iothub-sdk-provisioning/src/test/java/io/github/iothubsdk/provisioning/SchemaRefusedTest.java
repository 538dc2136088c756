package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.simulator.Demo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that the script cannot or must not touch: told clearly, and nothing is ordered. */
class SchemaRefusedTest extends MariaDbCase {

    @Test
    void refusesAnotherScriptOnADatabaseThatHasOne() throws SQLException {
        SchemaBootstrap first = SchemaBootstrap.of(script("CREATE TABLE a (id INT)"));
        try (var client = client()) {
            client.create(Cloud.request("other").bootstrapSchema(first).build(), HOUR);
            int writes = cloud.simulator.ledger().writes();

            Invalid refused =
                    catchThrowableOfType(Invalid.class, () -> client.create(request(SchemaBootstrap.of(DEMO)), HOUR));

            assertThat(refused).hasMessageContaining("another script").hasMessageContaining("allowReplacingData");
            assertThat(cloud.simulator.ledger().writes()).isEqualTo(writes);
        }
        assertThat(rows("a")).isZero();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void refusesADatabaseThatHoldsARowNamingTableAndCount() throws SQLException {
        execute("CREATE TABLE telemetry (id INT)");
        execute("INSERT INTO telemetry VALUES (1), (2), (3)");
        try (var client = client()) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO))).hasMessageContaining("telemetry (3)");
        }
        assertThat(rows("telemetry")).isEqualTo(3);
        assertThat(cloud.ledger()).isEqualTo("ledger: 0 orders, 0 payments, 0 instances");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1, 'secret-one')",
                "INSERT INTO t VALUE S (2, 'secret-two', 'secret-three')",
                "INSERT INTO t SELECT 3, 'it\\'s secret' FROM nowhere",
                "SELEC \"secret-four\", 'secret-five'"
            })
    void namesTheStatementThatFailsAndNoneOfItsData(String bad) throws SQLException {
        String sql = "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(40));\nINSERT INTO t VALUES (1, 'a;b');\n" + bad
                + ";\nCREATE TABLE never (id INT);\n";
        for (String driver : new String[] {"jdbc:mysql:", "jdbc:mariadb:"}) {
            execute("DROP TABLE IF EXISTS t");
            execute("DROP TABLE IF EXISTS iothub_sdk_bootstrap");
            try (var client = client(server.jdbcUrl(database).replace("jdbc:mysql:", driver))) {
                Invalid failed = invalid(client, SchemaBootstrap.of(script(sql)));

                assertThat(failed).hasMessageContaining("Statement 3 of the script failed");
                assertThat(failed.toString()).doesNotContain("secret");
            }
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 0 orders, 0 payments, 0 instances");
    }

    @Test
    void ordersNothingWhenThePasswordIsWrong() {
        RdsDatabase wrong =
                RdsDatabase.of(Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of("not-the-one"));
        try (var client = client()) {
            Invalid refused = catchThrowableOfType(
                    Invalid.class,
                    () -> client.create(
                            Cloud.request("p")
                                    .database(wrong)
                                    .bootstrapSchema(DEMO)
                                    .build(),
                            HOUR));

            assertThat(refused).hasMessageContaining("refused the login").hasMessageContaining("error 1045");
            assertThat(refused.toString()).doesNotContain("not-the-one");
            assertThat(cloud.simulator.ledger().writes()).isZero();
        }
    }

    @Test
    void ordersNothingWhenTheDatabaseIsUnknown() {
        try (var client = client(server.jdbcUrl("nowhere"))) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO))).hasMessageContaining("refused the login");
        }
    }

    @Test
    void ordersNothingWhenThePortIsClosed() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (var client = client("jdbc:mysql://127.0.0.1:" + port + "/hub")) {
            assertThat(invalid(client, SchemaBootstrap.of(DEMO))).hasMessageContaining("no connection");
        }
    }
}
