package io.github.iothubsdk.schema.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/** An SSH server in this process that knows names which nobody else does, and writes down who asked for what. */
final class TestBastion implements AutoCloseable {

    static final String USER = "ops";

    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<String, Integer> names = new ConcurrentHashMap<>();
    final List<KeyPair> hostKeys;
    final SshServer server = SshServer.setUpDefaultServer();

    TestBastion(KeyPair... hostKeys) throws IOException {
        this.hostKeys = List.of(hostKeys);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setChannelFactories(List.of(new Resolving()));
        server.start();
    }

    static KeyPair key(String type) throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(type, type.equals("ssh-ed25519") ? 256 : 2048);
    }

    /** Whoever knows this password may log in. */
    TestBastion password(String password) {
        server.setPasswordAuthenticator((user, given, session) -> user.equals(USER) && given.equals(password));
        return this;
    }

    /** Whoever has this key may log in. */
    TestBastion admit(KeyPair key) {
        server.setPublickeyAuthenticator(
                (user, given, session) -> user.equals(USER) && KeyUtils.compareKeys(given, key.getPublic()));
        return this;
    }

    /** Resolves a name to a port of the loopback address. */
    TestBastion name(String host, int port) {
        names.put(host, port);
        return this;
    }

    int port() {
        return server.getPort();
    }

    /** As a client knows it: by the fingerprints of its keys. */
    SshBastion known() {
        return SshBastion.at("127.0.0.1", USER)
                .port(port())
                .hostKey(hostKeys.stream()
                        .map(key -> KeyUtils.getFingerPrint(key.getPublic()))
                        .toArray(String[]::new));
    }

    SshBastion known(String password) {
        return known().password(Secret.of(password));
    }

    /** A line of a known hosts file. */
    static String line(String host, KeyPair key) {
        return host + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
    }

    /** Writes the private key as ssh-keygen does. */
    static Path write(Path file, KeyPair key, String passphrase) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext encryption = null;
        if (!passphrase.isEmpty()) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setCipherType("256");
            encryption.setPassword(passphrase);
        }
        try (OutputStream out = new ByteArrayOutputStream()) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "ops", encryption, out);
            return Files.writeString(file, out.toString(), StandardCharsets.UTF_8);
        }
    }

    /** Cuts every connection, as a bastion does that falls over; new ones are accepted. */
    void cut() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /**
     * No thread of a tunnel, and no session here, a moment after the last tunnel was closed. A connection that comes about
     * while its client is closed may still start a thread, which ends at once; so it is looked at more than once.
     */
    void nothingIsLeft() {
        long patience = System.nanoTime() + 5_000_000_000L;
        List<String> left = leftovers();
        for (int quiet = 0; quiet < 20 && System.nanoTime() < patience; quiet = left.isEmpty() ? quiet + 1 : 0) {
            LockSupport.parkNanos(1_000_000);
            left = leftovers();
        }
        assertThat(left).isEmpty();
    }

    private List<String> leftovers() {
        return Stream.concat(
                        Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName)
                                .filter(name -> name.contains("SshClient") || name.startsWith("iothub-sdk-schema")),
                        server.getActiveSessions().stream().map(Object::toString))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** Opens connections as OpenSSH does, with names of its own. */
    private final class Resolving implements ChannelFactory {
        @Override
        public String getName() {
            return "direct-tcpip";
        }

        @Override
        public Channel createChannel(Session session) {
            return new TcpipServerChannel(TcpForwardingFilter.Type.Direct, (CloseableExecutorService) null) {
                @Override
                protected OpenFuture doInit(Buffer buffer) {
                    String host = buffer.getString();
                    int port = buffer.getInt();
                    asked.add(host + ":" + port);
                    Buffer resolved = new ByteArrayBuffer();
                    resolved.putString(names.containsKey(host) ? "127.0.0.1" : host);
                    resolved.putUInt(names.getOrDefault(host, port));
                    resolved.putString(buffer.getString());
                    resolved.putUInt(buffer.getInt());
                    return super.doInit(resolved);
                }
            };
        }
    }
}
