package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes the job of a request, and gives it to the client's transport. Thread-safe. */
public final class SchemaJobs {

    private static final int MYSQL_PORT = 3306;

    private final SchemaTransport transport;
    private final RdsApi rds;
    private final SecretSource secrets;
    private final UnaryOperator<String> plain;

    /**
     * All jobs are the transport's.
     *
     * @param plain takes secrets, and what moves a terminal, out of what the transport says
     */
    public SchemaJobs(SchemaTransport transport, RdsApi rds, SecretSource secrets, UnaryOperator<String> plain) {
        this.plain = plain;
        this.transport = new PlainWords(transport, plain);
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
                        "Give the client a SecretSource, or set IOTHUB_DB_PASSWORD."));
        return new SchemaJob(
                database,
                () -> port(request.region(), database.instanceId(), deadline),
                password,
                schema,
                runId,
                deadline,
                note -> notes.accept(new SchemaNote(note.kind(), plain.apply(note.words()))));
    }

    /** Looks whether it can be done, as {@link SchemaTransport#probe}. */
    public String probe(SchemaJob job) {
        return transport.probe(job);
    }

    /** Does it, as {@link SchemaTransport#run}. */
    public SchemaReport run(SchemaJob job) {
        return transport.run(job);
    }

    private int port(String region, String rdsInstanceId, Deadline deadline) {
        return Optional.of(rds.server(region, rdsInstanceId, deadline))
                .map(RdsApi.Server::instancePort)
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(MYSQL_PORT);
    }
}
