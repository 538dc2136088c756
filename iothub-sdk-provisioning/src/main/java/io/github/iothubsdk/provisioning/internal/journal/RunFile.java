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

/**
 * A run's file while this process owns it. Every append that must last is on the disk when it returns.
 *
 * <p>Opened for each append, since thousands of runs may wait at once. Written through a {@link RandomAccessFile}, since
 * an interrupt closes a channel in the middle of a write, and with it what the run has just reached.
 */
final class RunFile implements Journal.OwnedRun {

    private final Path file;
    private final OwnerLock lock;
    private final List<JournalEntry> entries;
    private long whole;
    private boolean closed;

    private RunFile(Path file, OwnerLock lock, JournalLines lines) {
        this.file = file;
        this.lock = lock;
        this.entries = new ArrayList<>(lines.entries());
        this.whole = lines.wholeBytes();
    }

    static RunFile own(RunId run, Path file) throws IOException {
        OwnerLock lock = OwnerLock.take(run, file);
        try {
            byte[] content = Files.exists(file) ? read(file) : new byte[0];
            return new RunFile(file, lock, JournalLines.parse(file, content));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void append(JournalEntry entry) {
        if (closed) {
            throw new JournalException("The journal file " + file + " is not owned any more.", null);
        }
        boolean isNew = entries.isEmpty();
        byte[] line = JournalLines.format(entry);
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            if (content.length() < whole) {
                throw new IOException("it was cut off by somebody else");
            }
            write(content, line, entry.kind().mustLast());
        } catch (IOException e) {
            throw unwritable(e);
        }
        if (isNew) {
            DirectoryJournal.sync(file.resolveSibling(""));
        }
        whole += line.length;
        entries.add(entry);
    }

    /** Over the torn tail of an earlier write, if there is one; what a full disk tears is cut off at once. */
    private void write(RandomAccessFile content, byte[] line, boolean durably) throws IOException {
        content.setLength(whole);
        content.seek(whole);
        try {
            content.write(line);
            if (durably) {
                content.getFD().sync();
            }
        } catch (IOException e) {
            content.setLength(whole);
            throw e;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with its file at the latest when the process does; nothing is lost.
        }
    }

    private JournalException unwritable(IOException e) {
        return new JournalException(
                "The journal file " + file + " cannot be written (" + e
                        + "). Check the disk's room and the file's rights.",
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
