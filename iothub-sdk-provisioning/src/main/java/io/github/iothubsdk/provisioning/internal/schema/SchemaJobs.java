package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The way into this package for all others: makes the job of a request, and gives it to the client's transport; makes the
 * transports. Thread-safe.
 */
public final class SchemaJobs {

    private static final int MYSQL_PORT = 3306;

    private final SchemaTransport transport;
    private final RdsApi rds;
    private final SecretSource secrets;
    private final UnaryOperator<String> plain;

    /**
     * A transport by JDBC.
     *
     * @param url a JDBC URL without user and password; an {@code sslMode} in it goes before the other
     * @param tls whether the connection is encrypted
     */
    public static InspectingSchemaTransport jdbc(Function<SchemaJob, String> url, SslMode tls) {
        return new JdbcSchema(url, tls);
    }

    /**
     * A transport by a DBA.
     *
     * @param look who may look for the marker in the database; without it only a receipt tells
     */
    public static SchemaTransport scriptFile(Path directory, Optional<SchemaInspector> look) {
        return new ScriptFileSchema(directory, look);
    }

    /** A transport by a migration tool, whose work this looks at. */
    public static InspectingSchemaTransport migration(Path directory, MigrationTool tool, SchemaInspector look) {
        return new MigrationSchema(directory, tool, look);
    }

    /** A transport that runs nothing, and waits for what this sees. */
    public static InspectingSchemaTransport checkOnly(SchemaInspector look) {
        return new CheckOnlySchema(look);
    }

    /**
     * All jobs are the transport's.
     *
     * @param plain takes secrets, and what moves a terminal, out of what the transport says
     */
    public SchemaJobs(SchemaTransport transport, RdsApi rds, SecretSource secrets, UnaryOperator<String> plain) {
        this.plain = plain;
        this.transport = transport;
        this.rds = rds;
        this.secrets = secrets;
    }

    /**
     * The job of a request that asks for one.
     *
     * @param notes is told what a person should know
     *
     * @throws SchemaException when the password is not there
     */
    public SchemaJob job(
            CreateInstanceRequest request, Optional<RunId> runId, Deadline deadline, Consumer<SchemaNote> notes) {
        SchemaBootstrap schema = request.schema().orElseThrow();
        RdsDatabase database = request.database();
        Secret password = secrets.resolve(database)
                .orElseThrow(() -> new SchemaException(
                                SchemaException.Kind.REFUSED,
                                "The password of database user " + database.user() + " is not there.",
                                "Give the client a SecretSource, or set IOTHUB_DB_PASSWORD.")
                        .because("database-password-missing"));
        return new SchemaJob(
                database,
                () -> port(request.region(), database.instanceId(), deadline),
                password,
                schema,
                runId,
                deadline,
                note -> notes.accept(SchemaNote.of(note.kind(), plain.apply(note.words()))));
    }

    /** Looks whether it can be done, as {@link SchemaTransport#probe}; in plain words. */
    public String probe(SchemaJob job) {
        return plain.apply(plainly(job, each -> by(each).probe(each)));
    }

    /** Does it, as {@link SchemaTransport#run}; what it throws is in plain words. */
    public SchemaReport run(SchemaJob job) {
        return plainly(job, each -> by(each).run(each));
    }

    /** Who does what is wanted: a transport that would run a script which others run only looks. */
    private SchemaTransport by(SchemaJob job) {
        if (!job.wanted().byOthers() || !transport.runsTheScript()) {
            return transport;
        }
        if (transport instanceof SchemaInspector look) {
            return CheckOnlySchema.byMark(look);
        }
        throw new SchemaException(
                SchemaException.Kind.REFUSED,
                "Others run the script, and the client's schema transport cannot look whether they have.",
                "Give it one that looks, or waits for them, such as SchemaTransports.checkOnly; one of your own that leaves"
                        + " the script to others says so by runsTheScript().");
    }

    /** What a script has left, as {@link SchemaInspector#unfinished}; what it throws is in plain words. */
    public Optional<UnfinishedSchema> unfinished(SchemaJob job) {
        if (transport instanceof SchemaInspector inspector) {
            return plainly(job, inspector::unfinished);
        }
        throw new SchemaException(
                SchemaException.Kind.REFUSED,
                "The client's schema transport cannot look into the database.",
                "Give it one that can, such as the one over JDBC.");
    }

    /** The text of the script cannot be had again, as its own words say. */
    static SchemaException scriptGone(IllegalStateException e) {
        String remedy = "Give it to the client again: schemaScript(...).";
        return new SchemaException(SchemaException.Kind.REFUSED, String.valueOf(e.getMessage()), remedy)
                .because("script-not-there");
    }

    private <T> T plainly(SchemaJob job, Function<SchemaJob, T> task) {
        try {
            return task.apply(job);
        } catch (SchemaException e) {
            SchemaException told = new SchemaException(
                    e.kind(), e.statement(), plain.apply(String.valueOf(e.getMessage())), plain.apply(e.remedy()));
            throw e.code().map(told::because).orElse(told);
        }
    }

    private int port(String region, String rdsInstanceId, Deadline deadline) {
        return Optional.of(rds.server(region, rdsInstanceId, deadline))
                .map(RdsApi.Server::instancePort)
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(MYSQL_PORT);
    }
}
