package io.github.iothubsdk.provisioning.internal.schema;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.MigrationRecord;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs the script over JDBC: under a lock, once for all, in one call that the server splits into statements.
 *
 * <p>The lock is the session's own ({@code GET_LOCK}), so a process that dies lets go of it; the marker table says
 * whether a script has been applied. Rows that an unfinished script left are its own: it runs again from the start.
 */
final class JdbcSchema implements InspectingSchemaTransport {

    private final JdbcLogin login;

    /**
     * Connects to the address that this gives for a job.
     *
     * @param url a JDBC URL without user and password; an {@code sslMode} in it goes before the other
     * @param tls whether the connection is encrypted
     */
    JdbcSchema(Function<SchemaJob, String> url, SslMode tls) {
        login = new JdbcLogin(url, tls);
    }

    @Override
    public String probe(SchemaJob job) {
        return looking(job, connection -> {
            DatabaseServer server = DatabaseServer.ask(connection);
            server.allows(job);
            Grants.stayWithin(new Query(connection), job);
            new Histories(new Query(connection)).note(job);
            return server.fits(job) + peer(job) + new Target(connection, job).look();
        });
    }

    @Override
    public String look(SchemaJob job) {
        return looking(job, connection -> {
            new Histories(new Query(connection)).note(job);
            return DatabaseServer.ask(connection).fits(job) + peer(job) + new Target(connection, job).look();
        });
    }

    @Override
    public List<MigrationRecord> history(SchemaJob job) {
        return looking(job, connection -> new Histories(new Query(connection)).records());
    }

    @Override
    public List<String> missing(SchemaJob job) {
        return looking(job, connection -> new Target(connection, job).missing());
    }

    @Override
    public Optional<SchemaReport> applied(SchemaJob job) {
        return looking(job, connection -> {
            Target target = new Target(connection, job);
            return target.applied() || target.appliedUnmarked()
                    ? Optional.of(told(job, target.report(0, Duration.ZERO, true)))
                    : Optional.empty();
        });
    }

    @Override
    public Optional<UnfinishedSchema> unfinished(SchemaJob job) {
        return looking(job, connection -> new Target(connection, job).unfinished());
    }

    @Override
    public SchemaReport run(SchemaJob job) {
        return with(job, connection -> {
            try (Connection open = connection;
                    SessionLock locked = SessionLock.take(open, job)) {
                return applyOnce(locked.connection(), job);
            }
        });
    }

    private SchemaReport applyOnce(Connection connection, SchemaJob job) throws SQLException {
        Target target = new Target(connection, job);
        if (target.applied()) {
            return told(job, target.report(0, Duration.ZERO, true));
        }
        DatabaseServer server = DatabaseServer.ask(connection);
        server.allows(job);
        Grants.stayWithin(new Query(connection), job);
        server.fits(job);
        target.begin();
        ScriptRun.Result result = new ScriptRun(connection, new Trace(login, job)).of(job.script());
        SchemaReport report = target.finish(result);
        job.noteSeededPasswords();
        return told(job, report);
    }

    private String peer(SchemaJob job) {
        return login.verifies(job) ? ", " : ", the server not verified, ";
    }

    /** A report of a server that nobody vouches for says so. */
    private SchemaReport told(SchemaJob job, SchemaReport report) {
        if (!login.verifies(job)) {
            job.note(
                    SchemaNote.Kind.UNVERIFIED,
                    "who the database server is was not verified: somebody between here and there could have answered in"
                            + " its place, though not learnt the password; sslMode=VERIFY_IDENTITY or VERIFY_CA verifies");
        }
        return report;
    }

    private <T> T looking(SchemaJob job, SqlTask<T> look) {
        return with(job, connection -> {
            try (Connection open = connection) {
                return look.on(open);
            }
        });
    }

    private <T> T with(SchemaJob job, SqlTask<T> task) {
        requireNonNull(job, "job");
        try {
            return Interruptible.run(() -> login.open(job), task, job.deadline());
        } catch (SQLException e) {
            throw SqlErrors.explain(
                    "the database " + job.database().database() + " on "
                            + job.database().host(),
                    e);
        } catch (IllegalStateException e) {
            throw SchemaJobs.scriptGone(e);
        }
    }
}
