package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.simulator.Demo;
import java.sql.SQLException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own limits and ends, in the middle of a script, with both drivers. */
@Timeout(60)
class SchemaFaultsTest extends MariaDbCase {

    private static final String SLOW = "CREATE TABLE a (id INT); CREATE TABLE b (id INT); DO SLEEP(20);";
    /** A sleep that is killed merely ends; this does not. */
    private static final String BUSY =
            SLOW.replace("DO SLEEP(20)", "CREATE TABLE c AS SELECT MAX(seq % 7) m FROM seq_1_to_99999999999");

    private SchemaException fails(String driver, String sql) {
        return catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.jdbc(db -> url(driver)).run(job(SchemaBootstrap.of(script(sql)))));
    }

    /** The session in the middle of the script. */
    private String asleep(FutureTask<?> run) throws SQLException {
        while (!run.isDone()) {
            var found = Databases.ask(
                    server.jdbcUrl(database),
                    "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND"
                            + " (state = 'User sleep' OR info LIKE 'CREATE TABLE c%')");
            if (!found.isEmpty()) {
                return found.get(0);
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError("the script has ended");
    }

    private SchemaException failsWhen(String driver, String sql, String kill) throws Exception {
        var run = new FutureTask<>(() -> fails(driver, sql));
        Thread thread = new Thread(run, "owner");
        thread.setDaemon(true);
        thread.start();
        execute(kill + " " + asleep(run));
        return run.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void tellsHowFarTheServerGotWhenTheConnectionIsKilled(String driver) throws Exception {
        SchemaException lost = failsWhen(driver, SLOW, "KILL");

        assertThat(lost.kind()).isEqualTo(SchemaException.Kind.UNREACHABLE);
        assertThat(lost)
                .hasMessageContaining("The connection was lost while the script ran")
                .hasMessageContaining("the server has made 2 tables since the script began");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void triesAKilledStatementAgainAndNamesIt(String driver) throws Exception {
        SchemaException killed = failsWhen(driver, BUSY, "KILL QUERY");

        assertThat(killed.kind()).isEqualTo(SchemaException.Kind.UNREACHABLE);
        assertThat(killed.statement()).hasValue(3);
        assertThat(killed).hasMessageContaining("Statement 3 of the script failed: error 1317");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void namesTheStatementThatFindsNoRoom(String driver) {
        SchemaException full = fails(driver, """
                SET max_heap_table_size = 16384;
                CREATE TABLE full (v CHAR(200)) ENGINE=MEMORY;
                INSERT INTO full SELECT 'secret row' FROM seq_1_to_100000;
                CREATE TABLE never (id INT);
                """);

        assertThat(full.kind()).isEqualTo(SchemaException.Kind.SCRIPT);
        assertThat(full).hasMessageContaining("Statement 3 of the script failed: error 1114");
        assertThat(full.getMessage()).doesNotContain("secret");
        assertThat(full.remedy()).contains("Make room on the server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void saysThatAQuotaIsExceeded(String driver) throws SQLException {
        String user = "'" + Demo.DB_USER + "'@'127.0.0.1'";
        StringBuilder many = new StringBuilder("CREATE TABLE t (id INT);");
        for (int i = 0; i < 40; i++) {
            many.append(" INSERT INTO t VALUES (").append(i).append(");");
        }
        server.administer("FLUSH USER_RESOURCES");
        server.administer("GRANT USAGE ON *.* TO " + user + " WITH MAX_UPDATES_PER_HOUR 30");
        try {
            SchemaException exceeded = fails(driver, many.toString());

            assertThat(exceeded.kind()).isEqualTo(SchemaException.Kind.SCRIPT);
            assertThat(exceeded).hasMessageContaining("of the script failed: error 1226");
            assertThat(exceeded.statement().orElseThrow()).isBetween(20, 30);
            assertThat(exceeded.remedy()).contains("raise the limit");
        } finally {
            server.administer("GRANT USAGE ON *.* TO " + user + " WITH MAX_UPDATES_PER_HOUR 0");
        }
        assertThat(rows("t")).isBetween(19, 29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void refusesAScriptThatIsTooLargeForThePacketBeforeAnythingIsChanged(String driver) throws SQLException {
        server.administer("SET GLOBAL max_allowed_packet = 16384");
        try {
            SchemaException large = fails(driver, "CREATE TABLE t (v TEXT) COMMENT '" + "x".repeat(17_000) + "'");

            assertThat(large.kind()).isEqualTo(SchemaException.Kind.REFUSED);
            assertThat(large).hasMessageContaining("max_allowed_packet is 16384");
            assertThat(Databases.ask(server.jdbcUrl(database), "SHOW TABLES")).isEmpty();
        } finally {
            server.administer("SET GLOBAL max_allowed_packet = 67108864");
        }
    }
}
