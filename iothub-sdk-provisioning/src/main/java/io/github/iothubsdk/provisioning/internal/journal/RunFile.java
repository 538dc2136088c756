package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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

    /** Far behind any content, so that others can read a locked file on every platform. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final Path ownerFile;
    private final RandomAccessFile content;
    private final List<JournalEntry> entries;
    private boolean failed;

    private RunFile(Path file, RandomAccessFile content, List<JournalEntry> entries) {
        this.file = file;
        this.ownerFile = ownerFile(file);
        this.content = content;
        this.entries = new ArrayList<>(entries);
    }

    static RunFile own(RunId run, Path file) throws IOException {
        boolean isNew = !Files.exists(file);
        var content = new RandomAccessFile(file.toFile(), "rw");
        try {
            if (!lock(content.getChannel())) {
                throw new JournalException.Owned("Run " + run + " is being worked on by " + owner(file) + ".");
            }
            JournalLines lines = JournalLines.parse(file, read(file));
            content.setLength(lines.wholeBytes());
            content.seek(lines.wholeBytes());
            if (isNew) {
                DirectoryJournal.sync(file.resolveSibling(""));
            }
            var owned = new RunFile(file, content, lines.entries());
            try (var owner = new FileOutputStream(owned.ownerFile.toFile())) {
                owner.write(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8));
            }
            return owned;
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
        try {
            if (content.getChannel().isOpen()) {
                Files.deleteIfExists(ownerFile);
                if (entries.isEmpty()) {
                    Files.deleteIfExists(file);
                }
                content.close();
            }
        } catch (IOException e) {
            // The lock ends with the channel at the latest when the process does; nothing is lost.
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

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
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

    private static String owner(Path file) {
        try {
            return new String(read(ownerFile(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "another owner";
        }
    }

    private static Path ownerFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".owner");
    }
}
