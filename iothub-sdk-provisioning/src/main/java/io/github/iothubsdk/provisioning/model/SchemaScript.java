package io.github.iothubsdk.provisioning.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The SQL that initialises the database: the user's own file, sent to the server whole. Immutable.
 *
 * <p>The vendor's script has no licence and is not shipped; JD Cloud's documentation links it.
 */
public final class SchemaScript {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private final String source;
    private final int size;
    private final String sha256;
    private final Supplier<String> text;

    private SchemaScript(String source, byte[] bytes) {
        this.source = source;
        size = bytes.length;
        sha256 = ScriptBytes.sha256(bytes);
        String checked = ScriptText.of(source, bytes);
        text = () -> checked;
    }

    private SchemaScript(String source, int size, String sha256, Supplier<String> text) {
        this.source = source;
        this.size = size;
        this.sha256 = sha256;
        this.text = text;
    }

    /**
     * The script in a file, read now.
     *
     * @throws UncheckedIOException when it cannot be read
     * @throws IllegalArgumentException when it has more than 64 MiB, is not UTF-8 text, blank or packed, or has commands
     *     that only the mysql client understands, such as {@code DELIMITER}, or {@code USE}, or text that servers and
     *     clients read in different ways; names the size or the line
     */
    public static SchemaScript from(Path file) {
        try {
            return new SchemaScript("file:" + file.toAbsolutePath().normalize(), ScriptBytes.of(file));
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
            return new SchemaScript("classpath:" + absolute, ScriptBytes.of("classpath:" + absolute, in));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + name + " cannot be read", e);
        }
    }

    /**
     * The script at an address, fetched now, and again when a resumed run needs it: at most 64 MiB in 60 s, following
     * redirects on the same host only. A query in the address is used, and never shown or journaled; with one, a run
     * that needs the script after a restart must be given it again.
     *
     * @param address http or https
     * @param sha256 in hex, what its bytes must have
     * @throws UncheckedIOException when it cannot be fetched
     * @throws IllegalArgumentException when it is another file, or as for {@link #from(Path)}
     */
    public static SchemaScript from(URI address, String sha256) {
        if (!List.of("http", "https").contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException("The address of a schema script must begin with https:// or http://");
        }
        String source = ScriptDownload.bare(address);
        try {
            byte[] bytes = ScriptDownload.of(address);
            if (!ScriptBytes.sha256(bytes).equalsIgnoreCase(sha256)) {
                throw new IllegalArgumentException(
                        "The schema script " + source + " is not the expected one: its sha256 is "
                                + ScriptBytes.sha256(bytes) + ", and " + sha256 + " was expected");
            }
            return new SchemaScript(source, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + source + " cannot be fetched: " + e.getMessage(), e);
        }
    }

    /** The script in these bytes; a run that needs it after a restart must be given it again. */
    public static SchemaScript of(byte[] bytes) {
        return new SchemaScript("bytes", ScriptBytes.fits("bytes", bytes));
    }

    /** A script that a journal knows by its hash; read again, and compared, only when it is needed. */
    public static SchemaScript remembered(String source, int size, String sha256) {
        return new SchemaScript(source, size, sha256, () -> ScriptText.of(source, ScriptBytes.again(source, sha256)));
    }

    /** Where it came from: {@code file:...}, {@code classpath:...}, {@code https://...} or {@code bytes}. */
    public String source() {
        return source;
    }

    /**
     * The SQL.
     *
     * @throws IllegalStateException when a remembered script is not there any more, or has changed
     */
    public String text() {
        return text.get();
    }

    /** Lower-case hex SHA-256 of the bytes. */
    public String sha256() {
        return sha256;
    }

    /** Whether it holds password hashes (bcrypt), so that whoever has the script may find the passwords. */
    public boolean seedsPasswords() {
        return BCRYPT.matcher(text()).find();
    }

    /**
     * The line on which a statement begins.
     *
     * @param statement its number, counted as the server counts: 1 is the first
     * @return from 1; empty when there are fewer statements
     */
    public OptionalInt lineOf(int statement) {
        return new StatementLines(text()).lineOf(statement);
    }

    /**
     * The first statement that changes another database than this one, naming it, in words. A look at the text: what a
     * script hides, as in a text that it prepares, only the account's rights can stop.
     */
    public Optional<String> beyond(String database) {
        return new OtherDatabases(text()).beyond(database);
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
}
