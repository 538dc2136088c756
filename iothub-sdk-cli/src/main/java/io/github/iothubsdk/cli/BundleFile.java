package io.github.iothubsdk.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where a support bundle goes: a new file that its user alone can read, whole or not at all. */
record BundleFile(Path path) {

    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Before anything is read. */
    void requireNew() {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw there();
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new Refused("--bundle: there is no directory for " + path + ". Nothing was written.");
        }
    }

    void write(String text) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        try (var made = Files.newByteChannel(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                posix ? new FileAttribute<?>[] {OWNERS} : new FileAttribute<?>[0])) {
            fill(made, text);
        } catch (FileAlreadyExistsException e) {
            throw there();
        } catch (IOException e) {
            throw new Refused(
                    "--bundle: " + path + " cannot be written: " + ConfigText.why(e) + ". Nothing is left of it.");
        }
    }

    /** What could not be filled is taken away again. */
    private void fill(WritableByteChannel made, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                made.write(bytes);
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private Refused there() {
        return new Refused("--bundle: " + path + " is there already, and is left as it is. Name another file.");
    }
}
