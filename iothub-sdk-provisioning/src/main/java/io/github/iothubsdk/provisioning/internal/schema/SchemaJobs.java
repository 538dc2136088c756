package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.RdsApi;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes the job of a request, and chooses who can do it. Thread-safe. */
public final class SchemaJobs {

    private static final int MYSQL_PORT = 3306;

    private final List<SchemaTransport> transports;
    private final RdsApi rds;
    private final SecretSource secrets;
    private final UnaryOperator<String> plain;

    /**
     * The first transport that accepts a job does it.
     *
     * @param plain takes secrets, and what moves a terminal, out of what transports say
     */
    public SchemaJobs(List<SchemaTransport> transports, RdsApi rds, SecretSource secrets, UnaryOperator<String> plain) {
        this.plain = plain;
        this.transports = List.copyOf(transports);
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

    /**
     * Who does it.
     *
     * @throws SchemaException when nobody can
     */
    public SchemaTransport transport(SchemaJob job) {
        return transports.stream()
                .filter(transport -> transport.accepts(job))
                .findFirst()
                .map(transport -> (SchemaTransport) new PlainWords(transport, plain))
                .orElseThrow(() -> new SchemaException(
                        SchemaException.Kind.REFUSED,
                        "No schema transport accepts " + job.database().host() + " (asked: "
                                + transports.stream().map(SchemaTransport::name).collect(Collectors.joining(", "))
                                + ").",
                        "Give the client one that does: schemaTransport(...)."));
    }

    private int port(String region, String rdsInstanceId, Deadline deadline) {
        return Optional.of(rds.server(region, rdsInstanceId, deadline))
                .map(RdsApi.Server::instancePort)
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(MYSQL_PORT);
    }
}
