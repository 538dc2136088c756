package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ownership of one run among all processes of the machine: a lock on a file that nobody else in this process opens.
 *
 * <p>POSIX gives up every lock that a process has on a file as soon as it closes any handle of that file. So the lock
 * is not on the file that is read and written, and this process remembers what it holds instead of trying the lock.
 */
final class OwnerLock implements AutoCloseable {

    /** Far behind the owner's name, so that others can read it on every platform. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final String SELF = "process " + ProcessHandle.current().pid();
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final RandomAccessFile file;

    private OwnerLock(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Takes the lock that stands beside a run's file.
     *
     * @throws JournalException.Owned naming the owner, when it is taken
     */
    static OwnerLock take(RunId run, Path runFile) throws IOException {
        Path directory = runFile.resolveSibling("").toRealPath();
        Path path = directory.resolve(runFile.getFileName() + ".lock");
        if (!HELD.add(path)) {
            throw owned(run, SELF);
        }
        try {
            return lock(run, path);
        } catch (IOException | RuntimeException e) {
            HELD.remove(path);
            throw e;
        }
    }

    private static OwnerLock lock(RunId run, Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (tryLock(file) == null) {
                throw owned(run, file.length() == 0 ? "another process" : file.readLine());
            }
            file.setLength(0);
            file.write((SELF + "\n").getBytes(StandardCharsets.UTF_8));
            return new OwnerLock(path, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static JournalException.Owned owned(RunId run, String owner) {
        return new JournalException.Owned("Run " + run + " is being worked on by " + owner + ".");
    }

    /** Removes the file of a run that has no entries, so that asking for a run leaves nothing behind. */
    void forget() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HELD.remove(path);
        }
    }
}
