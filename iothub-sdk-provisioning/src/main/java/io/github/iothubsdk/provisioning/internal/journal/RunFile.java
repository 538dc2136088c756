package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's file while this process owns it. Every append is on the disk when it returns. */
final class RunFile implements Journal.OwnedRun {

    /** Far behind any content, so that others can read a locked file on every platform. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final Path ownerFile;
    private final FileChannel channel;
    private final List<JournalEntry> entries;
    private boolean failed;

    private RunFile(Path file, FileChannel channel, List<JournalEntry> entries) {
        this.file = file;
        this.ownerFile = ownerFile(file);
        this.channel = channel;
        this.entries = new ArrayList<>(entries);
    }

    static RunFile own(RunId run, Path file) throws IOException {
        boolean isNew = !Files.exists(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                throw new JournalException.Owned("Run " + run + " is being worked on by " + owner(file) + ".");
            }
            JournalLines lines = JournalLines.parse(file, Files.readAllBytes(file));
            channel.truncate(lines.wholeBytes());
            channel.position(lines.wholeBytes());
            if (isNew) {
                DirectoryJournal.sync(file.resolveSibling(""));
            }
            var owned = new RunFile(file, channel, lines.entries());
            Files.writeString(
                    owned.ownerFile, "process " + ProcessHandle.current().pid());
            return owned;
        } catch (IOException | RuntimeException e) {
            channel.close();
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
            long before = channel.position();
            write(ByteBuffer.wrap(JournalLines.format(entry)), before);
            channel.force(true);
            entries.add(entry);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(ownerFile);
                if (entries.isEmpty()) {
                    Files.deleteIfExists(file);
                }
                channel.close();
            }
        } catch (IOException e) {
            // The lock ends with the channel at the latest when the process does; nothing is lost.
        }
    }

    /** A half-written line is cut off again, so that what follows a full disk is still whole. */
    private void write(ByteBuffer line, long before) throws IOException {
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            failed = true;
            channel.truncate(before);
            channel.position(before);
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

    private static String owner(Path file) {
        try {
            return Files.readString(ownerFile(file));
        } catch (IOException e) {
            return "another owner";
        }
    }

    private static Path ownerFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".owner");
    }
}
