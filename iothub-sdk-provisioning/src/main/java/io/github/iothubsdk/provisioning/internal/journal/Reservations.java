package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which run has which key, in a directory that processes share: an append-only file, read on from where it was last read.
 *
 * <p>Thread-safe. One process at a time looks and writes, so that a key is never given twice.
 */
final class Reservations {

    private static final int VERSION = 1;
    private static final long LOCKED_BYTE = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    private record Line(int v, String key, String run) {}

    /** What is read of it: the names of 200,000 runs. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int MOST_LINES = 1_000_000;

    private final PrivateDirectory files;
    private final Path directory;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, RunId> holders = new HashMap<>();
    private long whole;
    private @Nullable Object identity;

    Reservations(PrivateDirectory files) {
        this.files = files;
        directory = files.path();
        this.file = directory.resolve("names.log");
    }

    /** See {@link io.github.iothubsdk.provisioning.spi.Journal#reserve}. */
    RunId reserve(String key, RunId run, Optional<RunId> over) throws IOException {
        return alone(content -> {
            RunId holder = holders.get(key);
            if (holder != null && over.filter(holder::equals).isEmpty()) {
                return holder;
            }
            append(content, key, run);
            return run;
        });
    }

    /** See {@link io.github.iothubsdk.provisioning.spi.Journal#holder}. */
    Optional<RunId> holder(String key) throws IOException {
        return alone(content -> Optional.ofNullable(holders.get(key)));
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(RandomAccessFile content) throws IOException;
    }

    @SuppressWarnings("try") // held, not used
    private <T> T alone(Work<T> work) throws IOException {
        lock.lock();
        try (var alone = alone()) {
            boolean isNew = !Files.exists(file);
            files.makeFile(file);
            T result;
            try (var content = new RandomAccessFile(file.toFile(), "rw")) {
                catchUp(content);
                result = work.on(content);
            }
            if (isNew) {
                DirectoryJournal.sync(directory);
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    private LockFile.Held alone() throws IOException {
        for (long waited = 0; waited < PATIENCE.toNanos(); waited += LOOK_EVERY.toNanos()) {
            Optional<LockFile.Held> held = LockFile.tryLock(files, LOCKED_BYTE);
            if (held.isPresent()) {
                return held.get();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new JournalException("Another process has kept " + file + " for " + PATIENCE.toSeconds() + " s.", null);
    }

    private void catchUp(RandomAccessFile content) throws IOException {
        Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        if (content.length() < whole || (whole > 0 && !Objects.equals(identity, now))) {
            restore(content);
        }
        identity = now;
        whole += readOn(content, whole, holders);
    }

    /** Reads what is behind this; returns how many bytes that was. */
    private long readOn(RandomAccessFile content, long from, Map<String, RunId> into) throws IOException {
        requireRoom(content.length());
        byte[] more = new byte[Math.toIntExact(content.length() - from)];
        content.seek(from);
        content.readFully(more);
        ChecksummedLines lines = ChecksummedLines.parse(more, MOST_LINES);
        Map<String, RunId> read = new HashMap<>();
        lines.json(file).forEach(json -> apply(json, read));
        into.putAll(read);
        return lines.wholeBytes();
    }

    /**
     * Somebody has cut or replaced the file: what this process knows of it is written again, since a name may not be given
     * twice.
     */
    private void restore(RandomAccessFile content) throws IOException {
        Map<String, RunId> there = new HashMap<>();
        long length = readOn(content, 0, there); // throws before anything is forgotten
        Map<String, RunId> known = Map.copyOf(holders);
        whole = length;
        holders.clear();
        holders.putAll(there);
        for (Map.Entry<String, RunId> lost : known.entrySet()) {
            if (!lost.getValue().equals(holders.get(lost.getKey()))) {
                append(content, lost.getKey(), lost.getValue());
            }
        }
    }

    private void apply(String json, Map<String, RunId> into) {
        try {
            Line line = Json.read(json, Line.class);
            if (line.v() == VERSION) {
                into.put(line.key(), new RunId(line.run()));
                return;
            }
        } catch (RuntimeException e) {
            // Of whatever kind: it is refused below.
        }
        throw new JournalException("The journal file " + file + " was written by a newer version, or by hand.", null);
    }

    /** Over the torn tail of a write that a power cut ended, if there is one. */
    private void append(RandomAccessFile content, String key, RunId run) throws IOException {
        byte[] line = ChecksummedLines.format(Json.write(new Line(VERSION, key, run.value())));
        requireRoom(whole + line.length + 1);
        content.setLength(whole);
        content.seek(whole);
        if (lacksLineFeed(content)) {
            content.write('\n');
            whole++;
        }
        content.write(line);
        content.getFD().sync();
        whole += line.length;
        holders.put(key, run);
    }

    private void requireRoom(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new JournalException(
                    "The journal file " + file + " has " + bytes + " bytes or is about to, and at most " + MOST_BYTES
                            + " are read. Restore it from a copy; or, when it has grown by itself, begin new runs in "
                            + "another directory.",
                    null);
        }
    }

    /** A last line that was saved by an editor may have lost its line feed, and is whole all the same. */
    private boolean lacksLineFeed(RandomAccessFile content) throws IOException {
        if (whole == 0) {
            return false;
        }
        content.seek(whole - 1);
        return content.read() != '\n';
    }
}
