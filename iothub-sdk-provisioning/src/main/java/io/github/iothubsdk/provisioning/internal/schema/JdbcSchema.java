package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Runs the script over JDBC: under a lock, once for all, in one call that the server splits into statements.
 *
 * <p>The lock is the session's own ({@code GET_LOCK}), so a process that dies lets go of it; the marker table says
 * whether the script has been applied. Rows that an unfinished script left are its own: it runs again from the start.
 */
public final class JdbcSchema implements SchemaTransport {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A script that is cut off by a time-out goes on in the server, so this is long. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Function<SchemaJob, String> url;

    /** Connects to the address that this gives for a job. */
    public JdbcSchema(Function<SchemaJob, String> url) {
        this.url = url;
    }

    @Override
    public String name() {
        return "JDBC";
    }

    @Override
    public boolean accepts(SchemaJob job) {
        return true;
    }

    @Override
    public String probe(SchemaJob job) {
        return with(job, connection -> {
            try (Connection open = connection) {
                String server = open.getMetaData().getDatabaseProductName() + " "
                        + open.getMetaData().getDatabaseProductVersion();
                Marker.State state = new Marker(open).state(job.script());
                if (state == Marker.State.APPLIED) {
                    return server + ", this script was applied already";
                }
                new Guard(open, job.database().database()).check(job, state);
                return server + ", no rows in the way";
            }
        });
    }

    @Override
    public Optional<SchemaReport> applied(SchemaJob job) {
        return with(job, connection -> {
            try (Connection open = connection) {
                return new Marker(open).state(job.script()) == Marker.State.APPLIED
                        ? Optional.of(alreadyThere(open, job))
                        : Optional.empty();
            }
        });
    }

    @Override
    public SchemaReport run(SchemaJob job) {
        return with(job, connection -> {
            try (Connection open = connection;
                    SessionLock locked = SessionLock.take(open, job.database().database())) {
                return applyOnce(locked.connection(), job);
            }
        });
    }

    private static SchemaReport applyOnce(Connection connection, SchemaJob job) throws SQLException {
        Marker marker = new Marker(connection);
        Guard guard = new Guard(connection, job.database().database());
        Marker.State state = marker.state(job.script());
        if (state == Marker.State.APPLIED) {
            return alreadyThere(connection, job);
        }
        guard.check(job, state);
        marker.started(job);
        ScriptRun.Result result = ScriptRun.on(connection, job.script().text());
        marker.finished(result.statements());
        return new SchemaReport(
                job.script().sha256(), result.statements(), guard.tables().size(), result.took(), false);
    }

    private static SchemaReport alreadyThere(Connection connection, SchemaJob job) throws SQLException {
        int tables = new Guard(connection, job.database().database()).tables().size();
        return new SchemaReport(job.script().sha256(), 0, tables, Duration.ZERO, true);
    }

    private <T> T with(SchemaJob job, SqlTask<T> task) {
        String database = "the database " + job.database().database() + " on "
                + job.database().host();
        try {
            String address = url.apply(job);
            return Interruptible.run(() -> DriverManager.getConnection(address, properties(job)), task);
        } catch (SQLException e) {
            throw SqlErrors.explain(database, e);
        } catch (IllegalStateException e) {
            throw new SchemaException(Kind.REFUSED, String.valueOf(e.getMessage()), "");
        }
    }

    private static Properties properties(SchemaJob job) {
        Properties properties = new Properties();
        properties.setProperty("user", job.database().user());
        properties.setProperty("password", job.password().reveal());
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(LONGEST.toMillis()));
        return properties;
    }
}
