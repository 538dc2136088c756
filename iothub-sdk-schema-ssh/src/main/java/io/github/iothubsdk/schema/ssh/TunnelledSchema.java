package io.github.iothubsdk.schema.ssh;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.SchemaTransports;
import io.github.iothubsdk.provisioning.model.MigrationRecord;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.UnfinishedSchema;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** JDBC through an SSH tunnel that is there for one look or one run; the bastion resolves the database's name. */
final class TunnelledSchema implements InspectingSchemaTransport {

    private final SshBastion bastion;
    private final BiFunction<RdsDatabase, InetSocketAddress, String> url;

    /** Connects to the address that this gives for a database and the tunnel's end on this machine. */
    TunnelledSchema(SshBastion bastion, BiFunction<RdsDatabase, InetSocketAddress, String> url) {
        this.bastion = bastion;
        this.url = url;
    }

    @Override
    public String probe(SchemaJob job) {
        return through(job, jdbc -> jdbc.probe(job)) + ", through " + bastion.address();
    }

    @Override
    public String look(SchemaJob job) {
        return through(job, jdbc -> jdbc.look(job)) + ", through " + bastion.address();
    }

    @Override
    public Optional<SchemaReport> applied(SchemaJob job) {
        return through(job, jdbc -> jdbc.applied(job));
    }

    @Override
    public Optional<UnfinishedSchema> unfinished(SchemaJob job) {
        return through(job, jdbc -> jdbc.unfinished(job));
    }

    @Override
    public List<MigrationRecord> history(SchemaJob job) {
        return through(job, jdbc -> jdbc.history(job));
    }

    @Override
    public List<String> missing(SchemaJob job) {
        return through(job, jdbc -> jdbc.missing(job));
    }

    @Override
    public SchemaReport run(SchemaJob job) {
        return through(job, jdbc -> jdbc.run(job));
    }

    private <T> T through(SchemaJob job, Function<InspectingSchemaTransport, T> task) {
        String host = requireNonNull(job, "job").database().host();
        int port = job.port().getAsInt();
        SshTunnel.Open open = SshTunnel.to(host, port, bastion, job.deadline());
        try (open) {
            return task.apply(SchemaTransports.jdbc((RdsDatabase database) -> url.apply(database, open.end())));
        } catch (SchemaException e) {
            // The tunnel is closed by now, and has told what it knows.
            throw e.kind() == Kind.UNREACHABLE
                    ? open.trouble()
                            .map(trouble -> lost(e, trouble, host + ":" + port))
                            .orElse(e)
                    : e;
        }
    }

    private SchemaException lost(SchemaException e, String trouble, String target) {
        return new SchemaException(
                Kind.UNREACHABLE,
                e.getMessage() + " In the tunnel through " + bastion.address() + ": " + trouble + ".",
                "Check that the bastion resolves and reaches " + target
                        + " (security group, AllowTcpForwarding and PermitOpen of its sshd), and stays up.");
    }
}
