package io.github.iothubsdk.schema.ssh;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An SSH server that leads to the database, how it is known, and how to log in. Immutable; never shows a secret.
 *
 * <p>Nothing is read from {@code ~/.ssh/config}, and no agent is asked: what is not said here does not happen.
 */
public final class SshBastion {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    private static final int SSH_PORT = 22;
    private static final int LAST_PORT = 65535;

    private final String host;
    private final String user;
    private final int port;
    private final HostKeys hostKeys;
    private final Optional<Login> login;
    private final Optional<SshBastion> jump;
    private final Duration timeout;
    private final Duration keepAlive;

    private SshBastion(
            String host,
            String user,
            int port,
            HostKeys hostKeys,
            Optional<Login> login,
            Optional<SshBastion> jump,
            Duration timeout,
            Duration keepAlive) {
        this.host = requireNonNull(host, "host");
        this.user = requireNonNull(user, "user");
        this.port = port;
        this.hostKeys = hostKeys;
        this.login = login;
        this.jump = jump;
        this.timeout = timeout;
        this.keepAlive = keepAlive;
        if (host.isBlank() || user.isBlank()) {
            throw new IllegalArgumentException("An SSH host needs a host name and a user");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port must be between 1 and " + LAST_PORT);
        }
        if (timeout.toMillis() < 1 || keepAlive.toMillis() < 1) {
            throw new IllegalArgumentException("timeout and keepAlive must be positive");
        }
    }

    /** How the server is known. A key that is not known, or has changed, is refused; there is no way to accept any. */
    public sealed interface HostKeys {

        /** Its keys are in a file of OpenSSH's format; hashed names are understood, host certificates are not. */
        record KnownHosts(Path file) implements HostKeys {
            /** Of this file. */
            public KnownHosts {
                requireNonNull(file, "file");
            }
        }

        /** Its key has one of these fingerprints, as {@code ssh-keygen -l} shows them. */
        record Fingerprints(Set<String> sha256) implements HostKeys {
            /** Copies them. */
            public Fingerprints {
                requireNonNull(sha256, "sha256").forEach(each -> requireNonNull(each, "sha256"));
                sha256 = Set.copyOf(sha256);
            }
        }
    }

    /** How to log in. */
    public sealed interface Login {

        /** With a private key in OpenSSH format, PEM or PKCS#8, and the passphrase of its file when it has one. */
        record PrivateKey(Path file, Optional<Secret> passphrase) implements Login {
            /** Of this file. */
            public PrivateKey {
                requireNonNull(file, "file");
                requireNonNull(passphrase, "passphrase");
            }
        }

        /** With a password. */
        record Password(Secret password) implements Login {
            /** This one. */
            public Password {
                requireNonNull(password, "password");
            }
        }
    }

    /** The server at port 22, known by {@code ~/.ssh/known_hosts}; a login must be added. */
    public static SshBastion at(String host, String user) {
        Path knownHosts = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        return new SshBastion(
                host,
                user,
                SSH_PORT,
                new HostKeys.KnownHosts(knownHosts),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15));
    }

    /** Its name or address. */
    public String host() {
        return host;
    }

    /** Whom to log in as. */
    public String user() {
        return user;
    }

    /** Default 22. */
    public int port() {
        return port;
    }

    /** How it is known; default: {@code ~/.ssh/known_hosts}. */
    public HostKeys hostKeys() {
        return hostKeys;
    }

    /** How to log in; required. */
    public Optional<Login> login() {
        return login;
    }

    /** The SSH server to go through first. */
    public Optional<SshBastion> jump() {
        return jump;
    }

    /** The longest that connecting, and logging in, may each take; default 10 s. */
    public Duration timeout() {
        return timeout;
    }

    /** How often a sign of life is asked for; after three without an answer the tunnel is cut; default 15 s. */
    public Duration keepAlive() {
        return keepAlive;
    }

    /** At another port. */
    public SshBastion port(int other) {
        return new SshBastion(host, user, other, hostKeys, login, jump, timeout, keepAlive);
    }

    /** Known by this file. */
    public SshBastion knownHosts(Path file) {
        return known(new HostKeys.KnownHosts(file));
    }

    /**
     * Known by the fingerprint of its key, or of each of its keys.
     *
     * @param sha256 such as {@code SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8}
     */
    public SshBastion hostKey(String... sha256) {
        for (String each : requireNonNull(sha256, "sha256")) {
            requireNonNull(each, "sha256");
        }
        Set<String> fingerprints = Set.copyOf(Arrays.asList(sha256));
        if (fingerprints.isEmpty()
                || !fingerprints.stream()
                        .allMatch(each -> FINGERPRINT.matcher(each).matches())) {
            throw new IllegalArgumentException("A host key is given as SHA256: and 43 characters of Base64");
        }
        return known(new HostKeys.Fingerprints(fingerprints));
    }

    private SshBastion known(HostKeys by) {
        return new SshBastion(host, user, port, by, login, jump, timeout, keepAlive);
    }

    /** Logs in with a key whose file has no passphrase. */
    public SshBastion privateKey(Path file) {
        return login(new Login.PrivateKey(file, Optional.empty()));
    }

    /** Logs in with a key whose file is encrypted. */
    public SshBastion privateKey(Path file, Secret passphrase) {
        return login(new Login.PrivateKey(file, Optional.of(requireNonNull(passphrase, "passphrase"))));
    }

    /** Logs in with a password. */
    public SshBastion password(Secret password) {
        return login(new Login.Password(password));
    }

    private SshBastion login(Login how) {
        return new SshBastion(host, user, port, hostKeys, Optional.of(how), jump, timeout, keepAlive);
    }

    /** Reached through another SSH server, which has a login and host keys of its own. */
    public SshBastion through(SshBastion first) {
        return new SshBastion(
                host, user, port, hostKeys, login, Optional.of(requireNonNull(first, "first")), timeout, keepAlive);
    }

    /** The longest that connecting, and logging in, may each take. */
    public SshBastion timeout(Duration longest) {
        requireNonNull(longest, "longest");
        return new SshBastion(host, user, port, hostKeys, login, jump, longest, keepAlive);
    }

    /** How often a sign of life is asked for. */
    public SshBastion keepAlive(Duration interval) {
        requireNonNull(interval, "interval");
        return new SshBastion(host, user, port, hostKeys, login, jump, timeout, interval);
    }

    /** User, host and port, as ssh writes them. */
    public String address() {
        return user + "@" + host + ":" + port;
    }

    @Override
    public String toString() {
        return "SshBastion[" + address() + ", " + hostKeys + ", " + login
                + jump.map(first -> ", through " + first).orElse("") + "]";
    }
}
