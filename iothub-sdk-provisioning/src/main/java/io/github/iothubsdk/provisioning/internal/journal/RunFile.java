package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run's file while this process owns it. Every append is on the disk when it returns.
 *
 * <p>Written through a {@link RandomAccessFile}, since an interrupt closes a channel in the middle of a write: the lock
 * would be lost, and with it what the run has just reached.
 */
final class RunFile implements Journal.OwnedRun {

    private final Path file;
    private final OwnerLock lock;
    private final RandomAccessFile content;
    private final List<JournalEntry> entries;
    private boolean failed;
    private boolean closed;

    private RunFile(Path file, OwnerLock lock, RandomAccessFile content, List<JournalEntry> entries) {
        this.file = file;
        this.lock = lock;
        this.content = content;
        this.entries = new ArrayList<>(entries);
    }

    static RunFile own(RunId run, Path file) throws IOException {
        OwnerLock lock = OwnerLock.take(run, file);
        try {
            return open(file, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RunFile open(Path file, OwnerLock lock) throws IOException {
        boolean isNew = !Files.exists(file);
        var content = new RandomAccessFile(file.toFile(), "rw");
        try {
            JournalLines lines = JournalLines.parse(file, read(file));
            content.setLength(lines.wholeBytes());
            content.seek(lines.wholeBytes());
            if (isNew) {
                DirectoryJournal.sync(file.resolveSibling(""));
            }
            return new RunFile(file, lock, content, lines.entries());
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    @Override
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void append(JournalEntry entry) {
        if (failed) {
            throw unwritable(null);
        }
        try {
            write(JournalLines.format(entry), content.getFilePointer());
            content.getFD().sync();
            entries.add(entry);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock;
                content) {
            if (entries.isEmpty()) {
                Files.deleteIfExists(file);
                lock.forget();
            }
        } catch (IOException e) {
            // The lock ends with its file at the latest when the process does; nothing is lost.
        }
    }

    /** A half-written line is cut off again, so that what follows a full disk is still whole. */
    private void write(byte[] line, long before) throws IOException {
        try {
            content.write(line);
        } catch (IOException e) {
            failed = true;
            content.setLength(before);
            content.seek(before);
            failed = false;
            throw e;
        }
    }

    private JournalException unwritable(@Nullable IOException e) {
        return new JournalException(
                "The journal file " + file + " cannot be written"
                        + (e == null ? ", since an earlier write could not be undone" : " (" + e + ")")
                        + ". Check the disk's room and the file's rights.",
                e);
    }

    /**
     * The whole content, whether or not the thread is interrupted.
     *
     * @throws NoSuchFileException when there is no such file
     */
    static byte[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (var content = new FileInputStream(file.toFile())) {
            return content.readAllBytes();
        }
    }
}
