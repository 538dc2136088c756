package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.SchemaScripts;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.simulator.Demo;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A database of its own for each test of {@link SchemaTransportContract}, and questions to it. */
abstract class SchemaTransportCase {

    private static final Duration TURN = Duration.ofSeconds(20);

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String user = "rw" + word;

    /** The database of this test, which is new and empty. */
    protected final String database = "hub" + word;

    /** What the transport has told while it ran. */
    protected final List<SchemaNote> noted = new CopyOnWriteArrayList<>();

    SchemaTransportCase() {}

    /** A new transport of the kind that is tested. */
    protected abstract SchemaTransport create() throws Exception;

    /** Runs it, and does what a person must do in between, if anything. */
    protected SchemaReport carryOut(SchemaTransport transport, SchemaJob job) throws Exception {
        return transport.run(job);
    }

    /** Makes an empty database on a server of yours. */
    protected abstract void createDatabase(String name, String user, String password) throws Exception;

    /** Where this test finds that database by JDBC. */
    protected abstract String jdbcUrl(String name);

    @BeforeEach
    void createTheDatabase() throws Exception {
        createDatabase(database, user, Demo.DB_PASSWORD);
    }

    /** A second one, of the same user. */
    final String secondDatabase() throws Exception {
        createDatabase(database + "b", user, Demo.DB_PASSWORD);
        return database + "b";
    }

    /** The job of a run for this test's database. */
    protected final SchemaJob job(SchemaBootstrap wanted, String run) {
        return job(wanted, run, database, Demo.DB_PASSWORD);
    }

    final SchemaJob job(SchemaBootstrap wanted, String run, String name, String password) {
        return job(wanted, run, name, password, Duration.ofMinutes(1));
    }

    final SchemaJob job(SchemaBootstrap wanted, String run, String name, String password, Duration budget) {
        Secret secret = Secret.of(password);
        return new SchemaJob(
                RdsDatabase.of(Demo.RDS, name, Demo.RDS_HOST, user, secret),
                () -> 3306,
                secret,
                wanted,
                Optional.of(new RunId(run)),
                Deadline.in(budget, TimeSource.system()),
                noted::add);
    }

    static SchemaBootstrap script(String sql) {
        return SchemaBootstrap.of(SchemaScripts.bytes(sql.getBytes(StandardCharsets.UTF_8)));
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user, Demo.DB_PASSWORD);
    }

    final void execute(String sql) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many rows a table has, or a table with a condition. */
    final int rows(String table) throws SQLException {
        try (Connection open = connection();
                Statement statement = open.createStatement();
                ResultSet answer = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    /** Ends the session that sleeps in its script, as a server that goes down does. */
    final void killTheSleeper() throws SQLException {
        try (Connection open = connection();
                Statement asking = open.createStatement();
                Statement killing = open.createStatement();
                ResultSet answer = asking.executeQuery(
                        "SELECT id FROM information_schema.processlist WHERE state = 'User sleep' AND user = '" + user
                                + "'")) {
            while (answer.next()) {
                killing.execute("KILL " + answer.getLong(1));
            }
        }
    }

    final String tables() throws SQLException {
        return rows("information_schema.tables WHERE table_schema = DATABASE()") + " tables, "
                + rows("information_schema.columns WHERE table_schema = DATABASE()") + " columns";
    }

    /** Waits for the sessions of this test's user to end; asks in one of its own, since one that was closed may linger. */
    final void awaitNoSession(Object last) throws SQLException {
        String others = "SELECT user, state, info FROM information_schema.processlist WHERE user = '" + user
                + "' AND id <> CONNECTION_ID()";
        Deadline patience = Deadline.in(Duration.ofSeconds(10), TimeSource.system());
        try (Connection open = connection();
                Statement statement = open.createStatement()) {
            while (statement.executeQuery(others).next() && !patience.passed()) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(statement.executeQuery(others).next())
                    .as("a session is open, after: " + last)
                    .isFalse();
        }
    }

    /** Is told to wait for as long as another is at it. */
    final SchemaReport carryOutInTurn(SchemaTransport transport, SchemaJob job) throws Exception {
        Deadline patience = Deadline.in(TURN, TimeSource.system());
        while (true) {
            try {
                return carryOut(transport, job);
            } catch (SchemaException e) {
                if (e.kind() != SchemaException.Kind.WAITING || patience.passed()) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    static SchemaException failing(SchemaTransport transport, SchemaJob job) {
        SchemaException failure = catchThrowableOfType(SchemaException.class, () -> transport.run(job));
        assertThat(failure).as("the failure").isNotNull();
        return failure;
    }

    /** Everything that a log would show of it: its causes and what was suppressed too. */
    static String told(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        String own = thrown + "\n" + told(thrown.getCause());
        return own
                + Stream.of(thrown.getSuppressed())
                        .map(SchemaTransportCase::told)
                        .collect(Collectors.joining());
    }

    /** It was done before it could notice. */
    static final class Calm extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    interface Task {
        Object call() throws Exception;
    }

    /** What a call comes to on a thread that was interrupted before, and whose flag must be set after it. */
    static Throwable interrupted(Task task) {
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(task::call);
        assertThat(Thread.interrupted()).as("the flag after: " + thrown).isTrue();
        return thrown == null ? new Calm() : thrown;
    }
}
