package io.github.iothubsdk.schema.ssh;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import java.net.InetSocketAddress;
import java.util.function.BiFunction;

/**
 * Runs a schema script by JDBC through an SSH server that reaches the database, which also resolves its name.
 *
 * <p>Needs a driver on the class path, as all by JDBC do, and {@code org.bouncycastle:bcprov-jdk18on} for Ed25519 keys.
 */
public final class SshSchema {

    private SshSchema() {}

    /** Through this server, to the RDS instance's own port; by TLS when the database server offers it. */
    public static InspectingSchemaTransport through(SshBastion bastion) {
        requireNonNull(bastion, "bastion");
        return through(
                bastion,
                (database, end) ->
                        "jdbc:mysql://" + end.getHostString() + ":" + end.getPort() + "/" + database.database());
    }

    /**
     * As above, with another JDBC URL.
     *
     * @param url gives the JDBC URL, without user and password, of a database that is reached at the tunnel's end on
     *     the loopback address; it is never shown. The server's certificate is not for that address: with TLS, verify
     *     its authority, not its host name
     */
    public static InspectingSchemaTransport through(
            SshBastion bastion, BiFunction<RdsDatabase, InetSocketAddress, String> url) {
        return new TunnelledSchema(requireNonNull(bastion, "bastion"), requireNonNull(url, "url"));
    }
}
