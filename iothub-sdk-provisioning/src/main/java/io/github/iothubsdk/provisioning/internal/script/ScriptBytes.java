package io.github.iothubsdk.provisioning.internal.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bytes of a script, wherever they are; never more of them in memory than a script may have. */
final class ScriptBytes {

    /** The largest script: a thousand times the vendor's, and what a server takes as one packet unless it is told otherwise. */
    static final int MOST = 64 << 20;

    private ScriptBytes() {}

    static byte[] of(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            fits("file:" + file.toAbsolutePath().normalize(), Files.size(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of("file:" + file.toAbsolutePath().normalize(), in);
        }
    }

    /** Whatever it says of its size, and whatever it grows to meanwhile. */
    static byte[] of(String source, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw tooLarge(source, "more than " + MOST);
        }
        return bytes;
    }

    static byte[] fits(String source, byte[] bytes) {
        fits(source, bytes.length);
        return bytes;
    }

    private static void fits(String source, long size) {
        if (size > MOST) {
            throw tooLarge(source, Long.toString(size));
        }
    }

    private static IllegalArgumentException tooLarge(String source, String size) {
        return new IllegalArgumentException(
                "The schema script " + source + " has " + size + " bytes, and at most " + MOST + " are read");
    }

    /** The bytes that had this hash. */
    static byte[] again(String source, String sha256) {
        byte[] bytes = new byte[0];
        try (InputStream in = open(source)) {
            bytes = in == null ? bytes : of(source, in);
        } catch (IOException | IllegalArgumentException e) {
            // Told below.
        }
        if (!sha256(bytes).equals(sha256)) {
            throw new IllegalStateException("The schema script " + source
                    + " is not there any more, or has changed (its sha256 was " + sha256 + ").");
        }
        return bytes;
    }

    private static @Nullable InputStream open(String source) throws IOException {
        if (source.startsWith("file:")) {
            return Files.newInputStream(Path.of(source.substring("file:".length())));
        }
        if (source.startsWith("http")) {
            return new ByteArrayInputStream(ScriptDownload.of(URI.create(source)));
        }
        return source.startsWith("classpath:")
                ? Scripts.class.getResourceAsStream(source.substring("classpath:".length()))
                : null;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }
}
