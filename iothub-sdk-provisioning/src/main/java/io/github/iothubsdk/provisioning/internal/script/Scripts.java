package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The way into this package: reads schema scripts, from wherever they are, and looks at what is in them. */
public final class Scripts {

    private Scripts() {}

    /** The script in a file, read now; see {@code SchemaScripts}. */
    public static SchemaScript file(Path file) {
        try {
            return read("file:" + file.toAbsolutePath().normalize(), ScriptBytes.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + file + " cannot be read", e);
        }
    }

    /** The script in a class path resource, read now; see {@code SchemaScripts}. */
    public static SchemaScript resource(Class<?> loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no schema script " + name + " on the class path");
            }
            String absolute =
                    name.startsWith("/") ? name : '/' + loader.getPackageName().replace('.', '/') + '/' + name;
            return read("classpath:" + absolute, ScriptBytes.of("classpath:" + absolute, in));
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + name + " cannot be read", e);
        }
    }

    /** The script at an address, fetched now; see {@code SchemaScripts}. */
    public static SchemaScript download(URI address, String sha256) {
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
            return read(source, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema script " + source + " cannot be fetched: " + e.getMessage(), e);
        }
    }

    /** The script in these bytes; see {@code SchemaScripts}. */
    public static SchemaScript bytes(byte[] bytes) {
        return read("bytes", ScriptBytes.fits("bytes", bytes));
    }

    /**
     * A script that a journal knows by its hash; read again, and compared, only when its text is needed.
     *
     * @return one whose text throws an {@link IllegalStateException} when it is not there any more, or has changed
     */
    public static SchemaScript remembered(String source, int size, String sha256) {
        return SchemaScript.of(source, size, sha256, () -> ScriptText.of(source, ScriptBytes.again(source, sha256)));
    }

    /** What no script may have, and on which line; the first such thing, in words. A look at the text. */
    public static Optional<String> forbidden(SchemaScript script) {
        return SqlRules.find(script.text());
    }

    /**
     * The first statement that changes another database than this one, naming it, in words. A look at the text: what a
     * script hides, as in a text that it prepares, only the account's rights can stop.
     */
    public static Optional<String> beyond(SchemaScript script, String database) {
        return new OtherDatabases(script.text()).beyond(database);
    }

    /** The tables that the script makes, in lower case; a look at the text. */
    public static Set<String> tables(SchemaScript script) {
        return MadeTables.in(script.text());
    }

    /**
     * The tables that the script makes, changes or empties, in lower case; a look at the text.
     *
     * @return empty when it may do that to tables that it does not name, as by a statement that it prepares
     */
    public static Optional<Set<String>> touched(SchemaScript script) {
        return TouchedTables.in(script.text());
    }

    /**
     * The line on which a statement begins.
     *
     * @param statement its number, counted as the server counts: 1 is the first
     * @return from 1; empty when there are fewer statements
     */
    public static OptionalInt lineOf(SchemaScript script, int statement) {
        return new StatementLines(script.text()).lineOf(statement);
    }

    /**
     * The statements of the script, without the semicolons that end them and without comments, but for those that servers
     * look into.
     *
     * @param literals gives what is to stand there for each string in quotes
     */
    public static List<String> statements(SchemaScript script, UnaryOperator<String> literals) {
        return Statements.of(script.text(), literals);
    }

    private static SchemaScript read(String source, byte[] bytes) {
        String checked = ScriptText.of(source, bytes);
        return SchemaScript.of(source, bytes.length, ScriptBytes.sha256(bytes), () -> checked);
    }
}
