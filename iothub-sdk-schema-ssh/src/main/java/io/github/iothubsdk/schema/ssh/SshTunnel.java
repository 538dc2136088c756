package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** A port of the loopback address that leads through SSH to an address behind it; closing it leaves nothing behind. */
final class SshTunnel implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int SIGNS_OF_LIFE = 3;

    private final SshClient client = SshClient.setUpDefaultClient();
    private final SshHops hops = new SshHops(client);
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    private SshTunnel(SshBastion bastion) {
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        SshStrength.require(client);
        client.setNioWorkers(2);
        client.addChannelListener(new Channels());
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, bastion.keepAlive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, SIGNS_OF_LIFE);
        // A script may be silent for long; signs of life tell whether the other side is there.
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        client.start();
    }

    /** An open tunnel, and its end on this machine. */
    record Open(SshTunnel tunnel, InetSocketAddress end) implements AutoCloseable {
        @Override
        public void close() {
            tunnel.close();
        }

        /** What became of the tunnel or of a connection in it, when that is known. */
        Optional<String> trouble() {
            return Optional.ofNullable(tunnel.trouble.get());
        }
    }

    /**
     * Opens it.
     *
     * @param host as the bastion resolves it
     * @param deadline when the caller stops waiting
     * @throws SchemaException saying which server cannot be reached, trusted or logged in to
     */
    static Open to(String host, int port, SshBastion bastion, Deadline deadline) {
        SshTunnel tunnel = new SshTunnel(bastion);
        try {
            return new Open(
                    tunnel,
                    Abandonable.run(
                            () -> SshHops.forward(tunnel.hops.login(bastion), host, port), tunnel::cut, deadline));
        } catch (ExecutionException e) {
            tunnel.close();
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new SchemaException(
                            SchemaException.Kind.UNREACHABLE,
                            "The SSH session with " + bastion.address() + " was lost while the tunnel was opened.",
                            "Try again; its log says more.");
        }
    }

    /** Lets the sessions say goodbye, the innermost first, unless the caller is in a hurry. */
    @Override
    public void close() {
        if (hops.isLost()) {
            trouble.compareAndSet(null, "the SSH session was cut off");
        }
        if (!Thread.currentThread().isInterrupted()) {
            hops.logout();
        }
        cut();
    }

    private void cut() {
        Closing.close(client, true, CLOSING);
    }

    /** Notes that the bastion could not connect; MINA tells why to nobody but its forwarder. */
    private final class Channels implements ChannelListener {
        @Override
        public void channelStateChanged(Channel channel, String hint) {
            if (hint.equals("SSH_MSG_CHANNEL_OPEN_FAILURE")) {
                trouble.compareAndSet(null, "the SSH server could not, or must not, connect to it");
            }
        }
    }
}
