package io.github.iothubsdk.core.internal.recording;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file of one recording, for its user's eyes alone, and only one that writes at a time. Not thread-safe.
 *
 * <p>A {@link RandomAccessFile}, since an interrupt closes a channel in the middle of a write.
 */
final class RecordingFile implements Lines {

    /** What the first line of every recording begins with. */
    static final String MAGIC = "{\"recording\":";

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");

    private final RandomAccessFile content;

    private RecordingFile(RandomAccessFile content) {
        this.content = content;
    }

    /**
     * Opens it, or makes it.
     *
     * @throws IllegalArgumentException when it cannot be written, or is something else than a recording
     */
    @SuppressWarnings("StreamResourceLeak") // closed where it is not handed on
    static RecordingFile open(Path file) {
        try {
            make(file);
            var content = new RandomAccessFile(file.toFile(), "rw");
            try {
                require(file, content);
                keepToOwner(file);
                return new RecordingFile(content);
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw refused(file, "its directory is not there");
        } catch (AccessDeniedException e) {
            throw refused(file, "this user may not");
        } catch (IOException | UnsupportedOperationException e) {
            throw refused(file, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static void make(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(
                        file,
                        isPosix(file)
                                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
                                : new FileAttribute<?>[0]);
            } catch (FileAlreadyExistsException e) {
                // Another process has made it in this moment.
            }
        }
        var found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw refused(file, found.isSymbolicLink() ? "it is a symbolic link" : "it is no regular file");
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw refused(file, "this user may not");
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Only once it is known to be ours: the rights of what is refused are somebody else's. */
    private static void keepToOwner(Path file) throws IOException {
        if (isPosix(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, OWNERS);
        }
    }

    private static void require(Path file, RandomAccessFile content) throws IOException {
        if (!isFree(content)) {
            throw refused(file, "another client records into it");
        }
        byte[] magic = MAGIC.getBytes(StandardCharsets.UTF_8);
        byte[] head = new byte[(int) Math.min(content.length(), magic.length)];
        content.readFully(head);
        if (head.length > 0 && !MAGIC.equals(new String(head, StandardCharsets.UTF_8))) {
            throw refused(file, "it is there and is no recording");
        }
    }

    /** The lock goes when the file is closed, or the process ends. */
    private static boolean isFree(RandomAccessFile content) throws IOException {
        try {
            return content.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static IllegalArgumentException refused(Path file, String why) {
        return new IllegalArgumentException("The recording " + file + " cannot be written: " + why
                + ". Nothing was sent. Name another file, in a directory that is there.");
    }

    /** What a full disk has left of a line before gets an end first, so that this one is whole. */
    @Override
    public void append(String line) throws IOException {
        long length = content.length();
        boolean torn = false;
        if (length > 0) {
            content.seek(length - 1);
            torn = content.read() != '\n';
        }
        content.seek(length);
        content.write(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
