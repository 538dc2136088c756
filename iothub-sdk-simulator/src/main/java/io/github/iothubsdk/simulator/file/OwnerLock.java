package io.github.iothubsdk.simulator.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says whose a file is. The lock's own file stays: who would delete it could take it from another's hands.
 *
 * <p>Within a process the set decides: to open and close the lock's file a second time would lose the lock on it.
 */
final class OwnerLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final Set<StandardOpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private OwnerLock(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes it. */
    static OwnerLock of(Path path, Path said) throws IOException {
        if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
            throw new IOException("there is no directory for " + said);
        }
        if (!HELD.add(path)) {
            throw inUse(said);
        }
        try {
            return held(path, said);
        } catch (IOException | RuntimeException failure) {
            HELD.remove(path);
            throw failure;
        }
    }

    private static OwnerLock held(Path path, Path said) throws IOException {
        FileChannel channel = opened(path.resolveSibling(path.getFileName() + ".lock"), said);
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

    private static FileChannel opened(Path file, Path said) throws IOException {
        try {
            return FileChannel.open(file, OPEN, KeptFile.ownersAlone(file));
        } catch (NoSuchFileException gone) {
            throw new IOException("there is no directory for " + said, gone);
        } catch (IOException failure) {
            throw new IOException(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static IOException inUse(Path said) {
        return new IOException(said + " is in use: another simulator keeps its state there");
    }

    @Override
    public void close() {
        try (channel) {
            if (lock.isValid()) {
                lock.release();
            }
        } catch (IOException closedAlready) {
            return;
        } finally {
            HELD.remove(path);
        }
    }
}
