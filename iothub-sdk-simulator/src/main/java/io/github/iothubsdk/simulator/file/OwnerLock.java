package io.github.iothubsdk.simulator.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says whose a file is. The lock's own file stays: who would delete it could take it from another's hands.
 *
 * <p>Within a process the map decides, by the real path and by what the lock's file is, whatever they are called: to open and
 * close a lock's file a second time would lose the lock on it (POSIX).
 */
final class OwnerLock implements AutoCloseable {
    private static final ReentrantLock TAKING = new ReentrantLock();
    private static final Map<Path, Object> HELD = new HashMap<>();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private OwnerLock(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes it.
     *
     * @param path the real one
     * @param said what the caller calls it
     */
    static OwnerLock of(Path path, Path said) throws IOException {
        TAKING.lock();
        try {
            if (HELD.containsKey(path)) {
                throw inUse(said);
            }
            Path file = made(path.resolveSibling(path.getFileName() + ".lock"));
            Object identity = identity(file);
            if (HELD.containsValue(identity)) {
                throw inUse(said);
            }
            OwnerLock taken = taken(path, file, said);
            HELD.put(path, identity);
            return taken;
        } finally {
            TAKING.unlock();
        }
    }

    /** Made without opening what is there. */
    private static Path made(Path file) throws IOException {
        try {
            return Files.createFile(file, KeptFile.ownersAlone(file));
        } catch (FileAlreadyExistsException there) {
            return file;
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /** Where files have no key, as on Windows, none is lost when another channel closes. */
    private static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file.toRealPath() : key;
        } catch (NoSuchFileException nowhere) {
            throw unwritable(file, nowhere);
        }
    }

    private static OwnerLock taken(Path path, Path file, Path said) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new OwnerLock(path, channel, lock);
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw inUse(said);
    }

    private static IOException unwritable(Path file, IOException failure) {
        return new IOException(file + " cannot be written: " + failure.getMessage(), failure);
    }

    private static IOException inUse(Path said) {
        return new IOException(said + " is in use: one simulator at a time keeps its state there");
    }

    @Override
    public void close() {
        TAKING.lock();
        try (channel) {
            if (lock.isValid()) {
                lock.release();
            }
        } catch (IOException closedAlready) {
            return;
        } finally {
            HELD.remove(path);
            TAKING.unlock();
        }
    }
}
