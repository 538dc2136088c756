package io.github.iothubsdk.provisioning.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that initialises the database: the user's own file, sent to the server whole. Immutable.
 *
 * <p>The vendor's script has no licence and is not shipped; JD Cloud's documentation links it.
 */
public final class SchemaScript {

    private final String source;
    private final int size;
    private final String sha256;
    private final Supplier<byte[]> content;

    private SchemaScript(String source, byte[] bytes) {
        this(source, bytes.length, sha256(bytes), bytes::clone);
        text();
    }

    private SchemaScript(String source, int size, String sha256, Supplier<byte[]> content) {
        this.source = source;
        this.size = size;
        this.sha256 = sha256;
        this.content = content;
    }

    /**
     * The script in a file, read now.
     *
     * @throws UncheckedIOException when it cannot be read
     * @throws IllegalArgumentException when it is not UTF-8 text, or blank
     */
    public static SchemaScript from(Path file) {
        try {
            return new SchemaScript("file:" + file.toAbsolutePath().normalize(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + file + " cannot be read", e);
        }
    }

    /**
     * The script in a class path resource, read now.
     *
     * @param loader which class's loader to ask
     * @param name as for {@link Class#getResourceAsStream}
     */
    public static SchemaScript fromClassPath(Class<?> loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no schema script " + name + " on the class path");
            }
            String absolute =
                    name.startsWith("/") ? name : '/' + loader.getPackageName().replace('.', '/') + '/' + name;
            return new SchemaScript("classpath:" + absolute, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + name + " cannot be read", e);
        }
    }

    /** The script in these bytes; a run that needs it after a restart must be given it again. */
    public static SchemaScript of(byte[] bytes) {
        return new SchemaScript("bytes", bytes.clone());
    }

    /** A script that a journal knows by its hash; read again, and compared, only when it is needed. */
    public static SchemaScript remembered(String source, int size, String sha256) {
        return new SchemaScript(source, size, sha256, () -> readAgain(source, sha256));
    }

    /** Where it came from: {@code file:...}, {@code classpath:...} or {@code bytes}. */
    public String source() {
        return source;
    }

    /**
     * The SQL.
     *
     * @throws IllegalStateException when a remembered script is not there any more, or has changed
     */
    public String text() {
        return decode(source, content.get());
    }

    /** Lower-case hex SHA-256 of the bytes. */
    public String sha256() {
        return sha256;
    }

    /** How many bytes it has. */
    public int size() {
        return size;
    }

    /** Source, size and hash; never the SQL. */
    @Override
    public String toString() {
        return source + " (" + size + " bytes, sha256 " + sha256 + ")";
    }

    private static String decode(String source, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (bare.isBlank()) {
                throw new IllegalArgumentException("The schema script " + source + " is empty");
            }
            return bare;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The schema script " + source + " is not UTF-8 text", e);
        }
    }

    private static byte[] readAgain(String source, String sha256) {
        byte[] bytes = new byte[0];
        try (InputStream in = open(source)) {
            bytes = in == null ? bytes : in.readAllBytes();
        } catch (IOException e) {
            // Told below, in words that say what to do.
        }
        if (!sha256(bytes).equals(sha256)) {
            throw new IllegalStateException(
                    "The schema script " + source + " is not there any more, or has changed (its " + "sha256 was "
                            + sha256 + "). Give it to the client again: schemaScript(...).");
        }
        return bytes;
    }

    private static @Nullable InputStream open(String source) throws IOException {
        if (source.startsWith("file:")) {
            return Files.newInputStream(Path.of(source.substring("file:".length())));
        }
        return source.startsWith("classpath:")
                ? SchemaScript.class.getResourceAsStream(source.substring("classpath:".length()))
                : null;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }
}
