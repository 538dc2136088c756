package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/** Logs in to an SSH server, through those that lead to it, each with host keys and a login of its own. */
final class SshHops {

    private static final AttributeKey<SshHostKeys> HOST_KEYS = new AttributeKey<>();
    private static final Duration GOODBYE = Duration.ofMillis(500);
    private static final int NO_MORE_METHODS = SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;

    private final SshClient client;
    private final Deque<ClientSession> sessions = new ConcurrentLinkedDeque<>();
    /** What these servers are told, which they may say again. */
    private final Collection<Secret> told = new ConcurrentLinkedQueue<>();

    private final AtomicReference<@Nullable SchemaException> refused = new AtomicReference<>();

    SshHops(SshClient client) {
        this.client = client;
        client.setServerKeyVerifier((session, address, key) -> {
            Optional<SchemaException> refusal = hostKeys(session).refuse(key);
            refusal.ifPresent(refused::set);
            return refusal.isEmpty();
        });
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
                proposal.computeIfPresent(
                        KexProposalOption.SERVERKEYS,
                        (option, names) -> hostKeys(session).preferKnown(names));
            }

            @Override
            public void sessionNegotiationEnd(
                    Session session,
                    Map<KexProposalOption, String> ours,
                    Map<KexProposalOption, String> theirs,
                    Map<KexProposalOption, String> agreed,
                    @Nullable Throwable reason) {
                if (reason != null) {
                    SshStrength.refuse(hostKeys(session).server(), ours, theirs).ifPresent(refused::set);
                }
            }
        });
    }

    /**
     * A session that is logged in.
     *
     * @throws SchemaException saying which server cannot be reached, trusted or logged in to
     */
    ClientSession login(SshBastion server) throws IOException {
        SshHostKeys keys = SshHostKeys.of(server);
        SshLogin login = SshLogin.of(server);
        Optional<SshBastion> jump = server.jump();
        InetSocketAddress address = jump.isPresent()
                ? forward(login(jump.get()), server.host(), server.port())
                : new InetSocketAddress(server.host(), server.port());
        ClientSession session = connect(server, address, keys);
        sessions.addFirst(session);
        told.addAll(login.secrets());
        login.giveTo(session);
        try {
            session.auth().verify(server.timeout());
            return session;
        } catch (IOException | IllegalStateException e) {
            throw notLoggedIn(server, e);
        }
    }

    private ClientSession connect(SshBastion server, InetSocketAddress address, SshHostKeys keys) {
        try {
            AttributeRepository context = AttributeRepository.ofKeyValuePair(HOST_KEYS, keys);
            return client.connect(server.user(), address, context, null)
                    .verify(server.timeout())
                    .getClientSession();
        } catch (IOException | RuntimeException e) {
            SchemaException weak = refused.get();
            if (weak != null) {
                throw weak;
            }
            throw new SchemaException(
                    Kind.UNREACHABLE,
                    "There is no connection to the SSH server " + server.host() + ":" + server.port() + ": "
                            + (address.isUnresolved() ? "the name does not resolve" : words(e)) + ".",
                    "Check its name and port, and that this machine's address may connect to it.");
        }
    }

    private SchemaException notLoggedIn(SshBastion server, Exception e) {
        SchemaException untrusted = refused.get();
        if (untrusted != null) {
            return untrusted;
        }
        return e instanceof SshException ssh && ssh.getDisconnectCode() == NO_MORE_METHODS
                ? new SchemaException(
                        Kind.REFUSED,
                        "The SSH server refused the login of " + server.address() + ".",
                        "Check the user, and the key or password; its log says more.")
                : new SchemaException(
                        Kind.UNREACHABLE,
                        "The login at the SSH server " + server.host() + ":" + server.port() + " did not end: "
                                + words(e) + ".",
                        "Check that it is an SSH server; its log says more.");
    }

    /** A port of the loopback address that leads to an address behind a session. */
    static InetSocketAddress forward(ClientSession session, String host, int port) throws IOException {
        return session.startLocalPortForwarding(
                        new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(host, port))
                .toInetSocketAddress();
    }

    /** Whether a session has ended by itself. */
    boolean isLost() {
        return !sessions.stream().allMatch(ClientSession::isOpen);
    }

    /** Lets the sessions end in order, the innermost first. */
    void logout() {
        sessions.forEach(session -> Closing.close(session, false, GOODBYE));
    }

    private static SshHostKeys hostKeys(Session session) {
        return ((ClientSession) session).getConnectionContext().getAttribute(HOST_KEYS);
    }

    /** Of the first cause: what is around it speaks of futures. */
    private String words(Throwable e) {
        Throwable first = e;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getMessage() == null
                ? first.getClass().getSimpleName()
                : SchemaException.quote(first.getMessage(), told);
    }
}
