package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaNote.Kind;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many owners start at once and some are cut off, by the server or by SIGKILL: the result is that of one clean run. */
@Timeout(600)
class SchemaOwnersTest {

    private static final int OWNERS = 8;
    private static final int ROUNDS = Integer.getInteger("schema.rounds", 100);
    private static final int PROCESS_ROUNDS = 5;
    private static final long SEED = Long.getLong("crash.seed", 20261122L);

    /** The trail tells who ran when; nothing drops it. */
    private static final String SQL = """
            CREATE TABLE IF NOT EXISTS trail (n INT AUTO_INCREMENT PRIMARY KEY, session BIGINT) ENGINE=MyISAM;
            INSERT INTO trail (session) VALUES (CONNECTION_ID());
            DROP TABLE IF EXISTS a;
            DO SLEEP(SLEEP1);
            CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(40));
            INSERT INTO a VALUES (1, 'one; and more'), (2, 'two');
            DO SLEEP(SLEEP2);
            DROP TABLE IF EXISTS b;
            CREATE TABLE b (id INT AUTO_INCREMENT PRIMARY KEY, w TEXT);
            INSERT INTO b (w) VALUES ('seven');
            INSERT INTO trail (session) VALUES (CONNECTION_ID());
            INSERT INTO b (w) VALUES ('eight');
            """;

    private static EmbeddedMariaDb server;
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger fresh = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedMariaDb.start("--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eightOwnersOfWhichSomeAreKilledLeaveTheResultOfOneCleanRun() throws Exception {
        SchemaBootstrap wanted = wanted("0.01");
        List<String> clean = clean(wanted);
        Random random = new Random(SEED);
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(OWNERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String database = create("round" + round);
                race(pool, database, wanted, random);
                judge(database, clean);
                server.administer("DROP DATABASE " + database);
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.printf(
                "schema owners: %d rounds of %d owners, seed %d, %d kills, %d cuts seen, %d waits, %d restarts,"
                        + " %d scripts reported as run, %.1f s%n",
                ROUNDS,
                OWNERS,
                SEED,
                kills.get(),
                cuts.get(),
                waits.get(),
                restarts.get(),
                fresh.get(),
                (System.nanoTime() - start) / 1e9);
        assertThat(cuts.get()).isPositive();
        assertThat(restarts.get()).isPositive();
    }

    @Test
    void processesUnderSigkillLeaveTheResultOfOneCleanRun(@TempDir Path directory) throws Exception {
        SchemaBootstrap wanted = wanted("0.50");
        Path script = Files.writeString(
                directory.resolve("script.sql"), wanted.script().text());
        List<String> clean = clean(wanted);
        Random random = new Random(SEED);
        long start = System.nanoTime();
        for (int round = 0; round < PROCESS_ROUNDS; round++) {
            String database = create("process" + round);
            String point = "0.50" + (1 + random.nextInt(2));
            String driver = driver(round);
            try (Jvm one = SchemaVictim.start(url(database, driver), script);
                    Jvm two = SchemaVictim.start(url(database, driver), script)) {
                awaitSleep(database, point);
                one.kill();
                two.kill();
                kills.addAndGet(2);
            }
            own(SchemaTransports.jdbc(db -> url(database, "mysql")), wanted);
            judge(database, clean);
        }
        System.out.printf(
                "schema owners: %d rounds of 2 processes under SIGKILL, seed %d, %d kills, %d waits, %d restarts, %.1f s%n",
                PROCESS_ROUNDS, SEED, kills.get(), waits.get(), restarts.get(), (System.nanoTime() - start) / 1e9);
        assertThat(restarts.get()).isEqualTo(PROCESS_ROUNDS);
    }

    private void race(ExecutorService pool, String database, SchemaBootstrap wanted, Random random) throws Exception {
        CyclicBarrier together = new CyclicBarrier(OWNERS);
        List<Future<?>> owners = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            String url = url(database, driver(i));
            SchemaTransport transport = SchemaTransports.jdbc(db -> url);
            owners.add(pool.submit(() -> {
                together.await();
                return own(transport, wanted);
            }));
        }
        int victims = random.nextInt(5);
        for (int i = 0; i < victims; i++) {
            LockSupport.parkNanos(1_000_000L * random.nextInt(30));
            kill(database, random);
        }
        for (Future<?> owner : owners) {
            owner.get();
        }
    }

    /** Like a run: what is unreachable or waited for is looked at again. */
    private SchemaReport own(SchemaTransport transport, SchemaBootstrap wanted) {
        while (true) {
            try {
                SchemaReport report = transport.run(Databases.job(wanted, this::count));
                fresh.addAndGet(report.alreadyThere() ? 0 : 1);
                return report;
            } catch (SchemaException e) {
                assertThat(e.kind())
                        .as(e.getMessage())
                        .isIn(SchemaException.Kind.UNREACHABLE, SchemaException.Kind.WAITING);
                cuts.addAndGet(e.kind() == SchemaException.Kind.UNREACHABLE ? 1 : 0);
            }
        }
    }

    private void count(SchemaNote note) {
        waits.addAndGet(note.kind() == Kind.WAITING ? 1 : 0);
        restarts.addAndGet(note.kind() == Kind.RESTARTED ? 1 : 0);
    }

    /** Any session, or the one whose turn it is. */
    private void kill(String database, Random random) throws SQLException {
        String which =
                random.nextBoolean() ? "id <> CONNECTION_ID()" : "id = IS_USED_LOCK('iothub_sdk:" + database + "')";
        List<String> sessions = Databases.ask(
                server.jdbcUrl(database),
                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND " + which);
        if (!sessions.isEmpty()) {
            try {
                server.administer("KILL " + sessions.get(random.nextInt(sessions.size())));
                kills.incrementAndGet();
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("Unknown thread id"); // it was faster
            }
        }
    }

    private static void judge(String database, List<String> clean) throws SQLException {
        String url = server.jdbcUrl(database);
        assertThat(Databases.content(url)).isEqualTo(clean);
        assertThat(Databases.ask(url, "SELECT CONCAT(state, statements) FROM iothub_sdk_bootstrap"))
                .containsExactly("APPLIED12");
        List<String> trail = Databases.ask(url, "SELECT session FROM trail ORDER BY n");
        List<String> turns = new ArrayList<>();
        for (String session : trail) {
            if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(session)) {
                turns.add(session);
            }
        }
        assertThat(turns)
                .as("sessions that ran the script, one after the other")
                .doesNotHaveDuplicates();
    }

    private List<String> clean(SchemaBootstrap wanted) throws SQLException {
        String database = create("clean" + wanted.script().sha256().substring(0, 8));
        SchemaTransports.jdbc(db -> server.jdbcUrl(database)).run(Databases.job(wanted, note -> {}));
        judge(database, Databases.content(server.jdbcUrl(database)));
        assertThat(Databases.content(server.jdbcUrl(database))).hasSize(8);
        return Databases.content(server.jdbcUrl(database));
    }

    private static void awaitSleep(String database, String point) throws SQLException {
        while (Databases.ask(
                        server.jdbcUrl(database),
                        "SELECT id FROM information_schema.processlist WHERE state = 'User sleep' AND db = DATABASE()"
                                + " AND info LIKE 'DO SLEEP(" + point + "%'")
                .isEmpty()) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static SchemaBootstrap wanted(String sleep) {
        return SchemaBootstrap.of(MariaDbCase.script(SQL.replace("SLEEP(SLEEP", "SLEEP(" + sleep)));
    }

    private static String create(String database) throws SQLException {
        Databases.create(server, database);
        return database;
    }

    private static String driver(int number) {
        return number % 2 == 0 ? "mysql" : "mariadb";
    }

    private static String url(String database, String driver) {
        return server.jdbcUrl(database).replace("jdbc:mysql:", "jdbc:" + driver + ":");
    }
}
