package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's file while this process owns it. Every append that must last is on the disk when it returns.
 *
 * <p>Opened for each append, since thousands of runs may wait at once. Written through a {@link RandomAccessFile}, since
 * an interrupt closes a channel in the middle of a write, and with it what the run has just reached.
 */
final class RunFile implements Journal.OwnedRun {

    /** The largest file that is read, in bytes, and what a run that waits for years does not reach. */
    static final int MOST_BYTES = 16 << 20;

    private final Path file;
    private final PrivateDirectory files;
    private final OwnerLock lock;
    private final List<JournalEntry> entries;
    private long whole;
    private boolean closed;

    private RunFile(Path file, PrivateDirectory files, OwnerLock lock, JournalLines lines) {
        this.file = file;
        this.files = files;
        this.lock = lock;
        this.entries = new ArrayList<>(lines.entries());
        this.whole = lines.wholeBytes();
    }

    static RunFile own(RunId run, PrivateDirectory files, Path file) throws IOException {
        OwnerLock lock = OwnerLock.take(run, files, file);
        try {
            if (!isThere(file)) {
                return new RunFile(file, files, lock, JournalLines.NONE);
            }
            files.check(file);
            JournalLines lines = JournalLines.read(file);
            if (!lines.isWhole()) {
                mendTail(file, lines.wholeBytes(), lines.lostItsLineFeed());
                lines = JournalLines.read(file);
            }
            return new RunFile(file, files, lock, lines);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** What a power cut has left of the last write is cut off; a last line that only lost its line feed gets it back. */
    private static void mendTail(Path file, long whole, boolean lostItsLineFeed) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(whole);
            if (lostItsLineFeed) {
                content.seek(whole);
                content.write('\n');
            }
            content.getFD().sync();
        }
    }

    /** Also a link that leads nowhere: it is not a run that never began. */
    static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
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
        byte[] line = JournalLines.format(entry);
        lock.verify();
        boolean half = whole + line.length > MOST_BYTES / 2 || entries.size() >= JournalLines.MOST_LINES / 2;
        if (half && !entry.kind().mustLast()) {
            return; // it can be seen again; the room that is left is for what cannot
        }
        try {
            requireRoom(line.length, entry.kind());
            if (entries.isEmpty()) {
                begin(line);
            } else {
                write(line, entry.kind().mustLast());
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        whole += line.length;
        entries.add(entry);
    }

    /** What could not be read again is not written; a run that is too large can still be given up. */
    private void requireRoom(int length, JournalEntry.Kind kind) throws IOException {
        if (kind == JournalEntry.Kind.ENDED) {
            return;
        }
        if (whole + length > MOST_BYTES) {
            throw new IOException("it would have more than " + MOST_BYTES + " bytes");
        }
        if (entries.size() >= JournalLines.MOST_LINES) {
            throw new IOException("it would have more than " + JournalLines.MOST_LINES + " lines");
        }
    }

    private void requireUnchanged(long length) throws IOException {
        if (length != whole) {
            throw new IOException("it was " + (length < whole ? "cut off" : "written to") + " by somebody else");
        }
    }

    /** The owner's word, and that nobody has written meanwhile. */
    @Override
    public void renew() {
        lock.verify();
    }

    @Override
    public void verifyOwnership() {
        lock.verify();
        try {
            requireUnchanged(isThere(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The first line comes with its file, so that a file without one was cut by somebody, and is no run that never began. */
    private void begin(byte[] line) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        requireUnchanged(isThere(file) ? Files.size(file) : 0);
        files.makeNew(fresh);
        try (var content = new RandomAccessFile(fresh.toFile(), "rw")) {
            content.write(line);
            content.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        DirectoryJournal.sync(file.resolveSibling(""));
    }

    /** What a full disk tears is cut off at once. */
    private void write(byte[] line, boolean durably) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            requireUnchanged(content.length());
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
    }

    @Override
    public void delete() {
        if (closed) {
            throw new JournalException("The journal file " + file + " is not owned any more.", null);
        }
        verifyOwnership();
        try {
            Files.deleteIfExists(file);
            DirectoryJournal.sync(file.resolveSibling(""));
        } catch (IOException e) {
            throw unwritable(e);
        }
        whole = 0;
        entries.clear();
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
}
