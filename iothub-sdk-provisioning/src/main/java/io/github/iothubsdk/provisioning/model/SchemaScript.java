package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The SQL that initialises the database: the user's own, sent to the server whole. Immutable. {@code SchemaScripts} reads it from
 * a file, a resource or an address.
 *
 * <p>The vendor's script has no licence and is not shipped; JD Cloud's documentation links it.
 */
public final class SchemaScript {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");

    private final String source;
    private final int size;
    private final String sha256;
    private final Supplier<String> text;

    private SchemaScript(String source, int size, String sha256, Supplier<String> text) {
        this.source = source;
        this.size = size;
        this.sha256 = sha256;
        this.text = text;
    }

    /**
     * A script from somewhere else, such as a store of the caller's. Before it runs it is held to the same rules as any other.
     *
     * @param source where it came from, for people and for the journal
     * @param size how many bytes it has
     * @param sha256 lower-case hex SHA-256 of the bytes, by which the database remembers it
     * @param text gives the SQL, whenever it is needed; may throw an {@link IllegalStateException} when it is not there any more
     */
    public static SchemaScript of(String source, int size, String sha256, Supplier<String> text) {
        requireNonNull(sha256, "sha256");
        requireNonNull(source, "source");
        requireNonNull(text, "text");
        return new SchemaScript(source, size, sha256, text);
    }

    /** Where it came from: {@code file:...}, {@code classpath:...}, {@code https://...}, {@code bytes}, or the caller's own. */
    public String source() {
        return source;
    }

    /**
     * The SQL.
     *
     * @throws IllegalStateException when it is read only now, and is not there any more, or has changed
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
