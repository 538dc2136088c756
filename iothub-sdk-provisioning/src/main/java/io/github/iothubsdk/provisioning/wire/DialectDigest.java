package io.github.iothubsdk.provisioning.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** A fingerprint of what a dialect changes on the wire. */
final class DialectDigest {

    private static final int LENGTH = 16;

    private DialectDigest() {}

    static String of(WireDialect dialect) {
        String said = dialect.facts().stream()
                .map(fact -> fact.subject() + ' ' + fact.part() + ' ' + fact.wire())
                .collect(Collectors.joining("\n", dialect.service().name() + "\n", ""));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
