package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Reads schema scripts. What is no script, or has what no script may have, is refused at once.
 *
 * <p>All throw an {@link IllegalArgumentException} when it has more than 64 MiB, is not UTF-8 text, blank or packed, or has
 * commands that only the mysql client understands, such as {@code DELIMITER}, or {@code USE}, or text that servers and clients
 * read in different ways; it names the size or the line.
 */
public final class SchemaScripts {

    private SchemaScripts() {}

    /**
     * The script in a file, read now, and again when a resumed run needs it.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static SchemaScript file(Path file) {
        requireNonNull(file, "file");
        return Scripts.file(file);
    }

    /**
     * The script in a class path resource, read now, and again when a resumed run needs it.
     *
     * @param loader which class's loader to ask
     * @param name as for {@link Class#getResourceAsStream}
     * @throws UncheckedIOException when it cannot be read
     */
    public static SchemaScript resource(Class<?> loader, String name) {
        requireNonNull(loader, "loader");
        requireNonNull(name, "name");
        return Scripts.resource(loader, name);
    }

    /**
     * The script at an address, fetched now, and again when a resumed run needs it: at most 64 MiB in 60 s, following
     * redirects on the same host only. A query in the address is used, and never shown or journaled; with one, a run
     * that needs the script after a restart must be given it again.
     *
     * @param address http or https
     * @param sha256 in hex, what its bytes must have; another file is an {@link IllegalArgumentException}
     * @throws UncheckedIOException when it cannot be fetched
     */
    public static SchemaScript download(URI address, String sha256) {
        requireNonNull(address, "address");
        requireNonNull(sha256, "sha256");
        return Scripts.download(address, sha256);
    }

    /** The script in these bytes; a run that needs it after a restart must be given it again. */
    public static SchemaScript bytes(byte[] bytes) {
        requireNonNull(bytes, "bytes");
        return Scripts.bytes(bytes);
    }
}
