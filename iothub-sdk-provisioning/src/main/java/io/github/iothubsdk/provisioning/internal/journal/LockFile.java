package io.github.iothubsdk.provisioning.internal.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a directory among all processes of the machine: each is one byte of one file. Thread-safe.
 *
 * <p>POSIX gives up every lock that a process has on a file as soon as it closes any handle of that file. So a process
 * opens it once, however many locks it holds, and nothing is ever read from it or written to it.
 */
final class LockFile {

    private static final String NAME = ".locks";
    private static final ReentrantLock GUARD = new ReentrantLock();
    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private final Path directory;
    private final RandomAccessFile file;
    private final Map<Long, FileLock> held = new HashMap<>();

    private final @Nullable Object identity;

    private LockFile(PrivateDirectory files, Path directory) throws IOException {
        this.directory = directory;
        files.makeFile(directory.resolve(NAME));
        this.file = new RandomAccessFile(directory.resolve(NAME).toFile(), "rw");
        this.identity = identity(directory);
    }

    /** What tells this file from another one of its name, where the file system does; null where it is not there. */
    private static @Nullable Object identity(Path directory) throws IOException {
        try {
            return Files.readAttributes(directory.resolve(NAME), BasicFileAttributes.class)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** A lock on a file that somebody has removed or replaced excludes nobody. */
    private void requireInPlace() throws IOException {
        if (!Objects.equals(identity, identity(directory))) {
            throw new IOException("somebody has removed or replaced " + directory.resolve(NAME)
                    + " while this process was using it; restart it");
        }
    }

    /** A lock until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Locks this byte, unless anybody has it, in this process or another. */
    static Optional<Held> tryLock(PrivateDirectory files, long position) throws IOException {
        Path real = files.path().toRealPath();
        GUARD.lock();
        try {
            LockFile open = OPEN.get(real);
            LockFile locks = open == null ? new LockFile(files, real) : open;
            OPEN.put(real, locks);
            try {
                locks.requireInPlace();
                Optional<Held> held = locks.take(position);
                locks.requireInPlace();
                return held;
            } finally {
                locks.closeWhenUnused();
            }
        } finally {
            GUARD.unlock();
        }
    }

    private Optional<Held> take(long position) throws IOException {
        if (held.containsKey(position)) {
            return Optional.empty();
        }
        FileLock lock = file.getChannel().tryLock(position, 1, false);
        if (lock == null) {
            return Optional.empty();
        }
        held.put(position, lock);
        return Optional.of(() -> release(position));
    }

    private void release(long position) throws IOException {
        GUARD.lock();
        try {
            FileLock lock = held.remove(position);
            if (lock != null) {
                lock.release();
                closeWhenUnused();
            }
        } finally {
            GUARD.unlock();
        }
    }

    private void closeWhenUnused() throws IOException {
        if (held.isEmpty()) {
            OPEN.remove(directory);
            file.close();
        }
    }
}
