package io.github.iothubsdk.simulator.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A file with a heading that says what it is, whole or not at all.
 *
 * <p>It is written beside, synced, and put in the place of the old one, whose directory is synced too: when {@link #write}
 * returns, a kill or a power cut loses nothing. One owner at a time holds {@code FILE.lock}. Not thread-safe.
 */
public final class KeptFile implements AutoCloseable {
    private static final String FORMAT = "iothub-simulator-state";
    private static final int VERSION = 1;
    private static final long LARGEST = 256L << 20;
    private static final Set<StandardOpenOption> ANEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path path;
    private final OwnerLock lock;
    private final long largest;

    private KeptFile(Path path, OwnerLock lock, long largest) {
        this.path = path;
        this.lock = lock;
        this.largest = largest;
    }

    /**
     * Takes possession of it, whether it is there already or not.
     *
     * @throws UncheckedIOException when it cannot be used, or somebody else has it
     */
    public static KeptFile open(Path wanted) {
        return open(wanted, LARGEST);
    }

    static KeptFile open(Path wanted, long largest) {
        try {
            if (Files.isSymbolicLink(wanted) && !Files.exists(wanted)) {
                throw new IOException(wanted + " is a link to what is not there");
            }
            if (Files.isDirectory(wanted)) {
                throw new IOException(wanted + " is a directory; a file is needed");
            }
            Path path = real(wanted);
            return new KeptFile(path, OwnerLock.of(path, wanted), largest);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
    }

    /** The one name of it, also before it is there, however it is spelled. */
    private static Path real(Path wanted) throws IOException {
        if (Files.exists(wanted)) {
            return wanted.toRealPath();
        }
        Path directory = wanted.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IOException("there is no directory for " + wanted);
        }
        return directory.toRealPath().resolve(wanted.getFileName());
    }

    /**
     * Reads what was written last; empty when the file is not there.
     *
     * @throws IllegalArgumentException when it is another's, a newer version's, or damaged; the message names it
     */
    public Optional<String> read() {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            if (Files.size(path) > largest) {
                throw unfit("is larger than any state of a simulator");
            }
            return Optional.of(body(Files.readAllBytes(path)));
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private String body(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        JsonObject heading = heading(end < 0 ? text : text.substring(0, end));
        if (heading == null || !FORMAT.equals(string(heading, "format"))) {
            throw unfit("is no state of a simulator; nothing was changed in it");
        }
        String version = string(heading, "version");
        if (!version.equals("" + VERSION)) {
            throw unfit("is of version %s, and this simulator reads %d: use the one that wrote it"
                    .formatted(version.matches("\\d{1,9}") ? version : "?", VERSION));
        }
        String body = text.substring(end + 1);
        if (end < 0 || !sum(body).equals(string(heading, "sha256"))) {
            throw unfit("is damaged: its content is not what its first line says");
        }
        return body;
    }

    private static @Nullable JsonObject heading(String line) {
        try {
            return line.length() < 1_000 && JsonParser.parseString(line) instanceof JsonObject heading ? heading : null;
        } catch (JsonParseException none) {
            return null;
        }
    }

    private static String string(JsonObject heading, String name) {
        JsonElement value = heading.get(name);
        return value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    }

    private static String sum(String body) {
        return ByteString.encodeUtf8(body).sha256().hex();
    }

    private IllegalArgumentException unfit(String why) {
        return new IllegalArgumentException(path + " " + why);
    }

    /** The same, of what its content says. */
    public IllegalArgumentException damaged(String why) {
        return unfit("cannot be used: " + why);
    }

    /**
     * Replaces it; when this returns, it lasts.
     *
     * @throws UncheckedIOException when it could not; the old one is there then, or the new one
     */
    public void write(String body) {
        JsonObject heading = new JsonObject();
        heading.addProperty("format", FORMAT);
        heading.addProperty("version", VERSION);
        heading.addProperty("sha256", sum(body));
        byte[] bytes = (heading + "\n" + body).getBytes(StandardCharsets.UTF_8);
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            if (bytes.length > largest) {
                throw new IOException("it would be larger than " + largest + " bytes, and could not be read again");
            }
            Files.deleteIfExists(beside);
            try (FileChannel channel = FileChannel.open(beside, ANEW, ownersAlone(path))) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    int unused = channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory();
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    /** Where a directory cannot be opened, as on Windows, the file system sees to it. */
    private void syncDirectory() throws IOException {
        FileChannel directory;
        try {
            directory = FileChannel.open(path.resolveSibling("."), StandardOpenOption.READ);
        } catch (IOException unsupported) {
            return;
        }
        try (directory) {
            directory.force(true);
        }
    }

    static FileAttribute<?>[] ownersAlone(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[] {};
    }

    /** Lets others have it. */
    @Override
    public void close() {
        lock.close();
    }
}
