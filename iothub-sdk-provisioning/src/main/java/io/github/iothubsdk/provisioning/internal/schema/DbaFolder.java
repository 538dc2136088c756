package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * The folder between the SDK and a person who runs the script. Whoever may write to it is trusted with the script and with the receipt: so it is
 * made for its owner alone, none that everybody may write to is used, and no symbolic link in it is followed.
 */
record DbaFolder(Path directory) {

    private static final String OWNERS = "rwx------";
    private static final int TAIL = 4096;

    /** Whether a file can be written to it, as far as can be told without writing. */
    void check() {
        Path existing = directory;
        while (existing.getParent() != null && Files.notExists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing.equals(directory)) {
            ours();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw unwritable(existing, "it is not a directory that can be written to");
        }
    }

    /** Sees to it that the file holds these bytes and that nobody else may write to it; whether it had to be written. */
    boolean keep(Path file, byte[] bytes) {
        try {
            make();
            if (holds(file, bytes)) {
                return false;
            }
            Path unfinished = Files.createTempFile(directory, "iothub-", ".unfinished");
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            return true;
        } catch (IOException e) {
            throw unwritable(file, e.getClass().getSimpleName());
        }
    }

    /** Makes it unless it is there, for its owner alone. */
    void make() throws IOException {
        Files.createDirectories(directory, posix() ? owners() : new FileAttribute<?>[0]);
        ours();
    }

    /** The last line of a file that is not blank; empty when there is none. However large the file, its end is read. */
    String lastLine(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        ours();
        if (Files.isSymbolicLink(file)) {
            throw link(file);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer tail = ByteBuffer.allocate(TAIL);
            channel.position(Math.max(0, channel.size() - TAIL));
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // Until it is full, or at the end.
            }
            String text = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    private boolean holds(Path file, byte[] bytes) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !(posix() && othersWrite(file, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE))
                && Files.size(file) == bytes.length
                && Arrays.equals(start(file, bytes.length + 1), bytes);
    }

    /** It may grow while it is read. */
    private static byte[] start(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(most);
        }
    }

    void ours() {
        if (Files.isSymbolicLink(directory)) {
            throw link(directory);
        }
        try {
            if (posix() && Files.isDirectory(directory) && othersWrite(directory, PosixFilePermission.OTHERS_WRITE)) {
                throw unwritable(directory, "others may write to it, and could change the script or make a receipt");
            }
        } catch (IOException e) {
            throw unwritable(directory, e.getClass().getSimpleName());
        }
    }

    private static boolean othersWrite(Path path, PosixFilePermission... rights) throws IOException {
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return Arrays.stream(rights).anyMatch(found::contains);
    }

    private boolean posix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] owners() {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNERS))};
    }

    static SchemaException link(Path path) {
        return new SchemaException(
                Kind.REFUSED,
                path + " is a symbolic link, and none is followed there.",
                "Find out who put it there; name the folder that is meant, and put the file itself into it.");
    }

    static SchemaException unwritable(Path path, String why) {
        return new SchemaException(
                Kind.REFUSED,
                "The script cannot be written to " + path + ": " + why + ".",
                "Name a directory that this process may write to and not everybody, on a disk with room.");
    }
}
