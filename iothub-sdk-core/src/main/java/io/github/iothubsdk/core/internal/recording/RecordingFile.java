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
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file of one recording, for its user's eyes alone, and only one that writes at a time. Not thread-safe.
 *
 * <p>Who reads the file in the same process meanwhile frees the lock, on POSIX systems.
 *
 * <p>A {@link RandomAccessFile}, since an interrupt closes a channel in the middle of a write.
 */
final class RecordingFile implements Lines {

    /** What the first line of every recording begins with. */
    static final String MAGIC = "{\"recording\":";

    private static final String TAKEN = "another client records into it";

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");

    /**
     * The files that clients of this process record into, by what tells a file whatever its name. They must be known before a
     * file is opened: POSIX frees all locks that a process has on a file when it closes any descriptor of it, so that to open
     * and refuse a file would free the lock of the first.
     */
    private static final Set<Object> OPEN = ConcurrentHashMap.newKeySet();

    private final RandomAccessFile content;
    private final Object key;

    private RecordingFile(RandomAccessFile content, Object key) {
        this.content = content;
        this.key = key;
    }

    /**
     * Opens it, or makes it.
     *
     * @throws IllegalArgumentException when it cannot be written, or is something else than a recording
     */
    static RecordingFile open(Path file) {
        try {
            make(file);
            Object key = key(file);
            if (!OPEN.add(key)) {
                throw refused(file, TAKEN);
            }
            try {
                return claimed(file, key);
            } catch (IOException | RuntimeException e) {
                OPEN.remove(key);
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

    /** Windows has no such key, and frees no lock but one's own. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }

    @SuppressWarnings("StreamResourceLeak") // closed where it is not handed on
    private static RecordingFile claimed(Path file, Object key) throws IOException {
        var content = new RandomAccessFile(file.toFile(), "rw");
        try {
            require(file, content);
            keepToOwner(file);
            return new RecordingFile(content, key);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
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
            throw refused(file, TAKEN);
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
        try {
            content.close();
        } finally {
            OPEN.remove(key);
        }
    }
}
