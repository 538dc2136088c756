package io.github.iothubsdk.schema.ssh;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.schema.ssh.SshBastion.HostKeys;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Judges the key that an SSH server shows: known, or refused with its fingerprint and what to do. */
final class SshHostKeys {

    private static final int RSA_BITS = 2048;

    private final SshBastion server;
    private static final int SSH_PORT = 22;

    private final List<KnownHostEntry> entries;

    private SshHostKeys(SshBastion server, List<KnownHostEntry> entries) {
        this.server = server;
        this.entries = entries;
    }

    /**
     * What is known of a server.
     *
     * @throws SchemaException when the file cannot be read, or has more than 4 MiB
     */
    static SshHostKeys of(SshBastion server) {
        if (!(server.hostKeys() instanceof HostKeys.KnownHosts known)) {
            return new SshHostKeys(server, List.of());
        }
        try (InputStream lines = SmallFile.open("known hosts file", known.file())) {
            return new SshHostKeys(
                    server,
                    KnownHostEntry.readKnownHostEntries(lines, true).stream()
                            .filter(entry -> concerns(entry, server))
                            .toList());
        } catch (SchemaException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SchemaException(
                    Kind.REFUSED,
                    "The known hosts file " + known.file() + " cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    "Name one that has the key of " + server.host()
                            + ", or give its fingerprint: hostKey(\"SHA256:...\").");
        }
    }

    /** A key that is revoked for a host is not to be trusted at any of its ports. */
    private static boolean concerns(KnownHostEntry entry, SshBastion server) {
        return entry.isHostMatch(server.host(), server.port())
                || ("revoked".equals(entry.getMarker()) && entry.isHostMatch(server.host(), SSH_PORT));
    }

    /** The algorithms to offer: those of known keys first, so that the server shows one; no host certificates. */
    String preferKnown(String algorithms) {
        Set<String> known = entries.stream()
                .filter(entry -> entry.getMarker() == null)
                .map(entry -> entry.getKeyEntry().getKeyType())
                .collect(Collectors.toSet());
        List<String> plain = Stream.of(algorithms.split(","))
                .filter(name -> !name.contains("-cert-"))
                .toList();
        return Stream.of(true, false)
                .flatMap(wanted ->
                        plain.stream().filter(name -> known.contains(KeyUtils.getCanonicalKeyType(name)) == wanted))
                .collect(Collectors.joining(","));
    }

    /** Whose keys they are. */
    SshBastion server() {
        return server;
    }

    /** Why this key must not be trusted; empty when it is known and strong. */
    Optional<SchemaException> refuse(PublicKey shown) {
        return shown instanceof RSAKey rsa && rsa.getModulus().bitLength() < RSA_BITS
                ? Optional.of(new SchemaException(
                        Kind.REFUSED,
                        "The SSH server " + server.host() + ":" + server.port() + " shows an RSA key of "
                                + rsa.getModulus().bitLength() + " bits, and fewer than " + RSA_BITS
                                + " can be counterfeited.",
                        "Give it a new host key: ssh-keygen -A makes those that are missing."))
                : refuseUnknown(shown);
    }

    private Optional<SchemaException> refuseUnknown(PublicKey shown) {
        byte[] key = bytes(shown);
        String said = "The SSH server " + server.host() + ":" + server.port() + " shows the "
                + KeyUtils.getKeyType(shown) + " key " + fingerprint(key);
        if (server.hostKeys() instanceof HostKeys.Fingerprints expected) {
            return expected.sha256().contains(fingerprint(key))
                    ? Optional.empty()
                    : Optional.of(
                            changed(said + ", and not the one given", "give all its fingerprints to hostKey(...)"));
        }
        if (entries.stream().anyMatch(entry -> "revoked".equals(entry.getMarker()) && same(entry, key))) {
            return Optional.of(changed(said + ", which is marked as revoked", "find out why it was"));
        }
        List<KnownHostEntry> known =
                entries.stream().filter(entry -> entry.getMarker() == null).toList();
        if (known.stream().anyMatch(entry -> same(entry, key))) {
            return Optional.empty();
        }
        return Optional.of(
                known.isEmpty()
                        ? unknown(said)
                        : changed(said + otherThan(known), "ssh-keygen -R it, and add it anew"));
    }

    private static String otherThan(List<KnownHostEntry> known) {
        return ", and known is "
                + known.stream()
                        .map(entry -> entry.getKeyEntry().getKeyType() + " "
                                + fingerprint(entry.getKeyEntry().getKeyData()))
                        .collect(Collectors.joining(", "));
    }

    private SchemaException unknown(String said) {
        return new SchemaException(
                Kind.REFUSED,
                said + ", which is not known.",
                "Compare it with what ssh-keygen -l shows on that server. Only when it is the same, add it: ssh-keyscan -p "
                        + server.port() + " " + server.host() + " >> ~/.ssh/known_hosts, or hostKey(\"SHA256:...\").");
    }

    private static SchemaException changed(String said, String remedy) {
        return new SchemaException(
                Kind.REFUSED,
                said + ". Somebody else may be answering in its place.",
                "Ask those who run it. Only when it was set up anew: " + remedy + "." + ed25519());
    }

    /** MINA SSHD 2.x takes Ed25519 from Bouncy Castle; without it a server shows another of its keys. */
    static String ed25519() {
        return SecurityUtils.isEDDSACurveSupported()
                ? ""
                : " Ed25519 keys need org.bouncycastle:bcprov-jdk18on on the class path.";
    }

    private static boolean same(KnownHostEntry entry, byte[] key) {
        return Arrays.equals(entry.getKeyEntry().getKeyData(), key);
    }

    private static byte[] bytes(PublicKey key) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return buffer.getCompactData();
    }

    private static String fingerprint(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }
}
