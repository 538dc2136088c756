package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

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

    private final Path directory;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, RunId> holders = new HashMap<>();
    private long whole;

    Reservations(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("names.log");
    }

    /** See {@link io.github.iothubsdk.provisioning.spi.Journal#reserve}. */
    @SuppressWarnings("try") // held, not used
    RunId reserve(String key, RunId run, Optional<RunId> over) throws IOException {
        lock.lock();
        try (var alone = alone()) {
            boolean isNew = !Files.exists(file);
            try (var content = new RandomAccessFile(file.toFile(), "rw")) {
                catchUp(content);
                RunId holder = holders.get(key);
                if (holder != null && over.filter(holder::equals).isEmpty()) {
                    return holder;
                }
                append(content, ChecksummedLines.format(Json.write(new Line(VERSION, key, run.value()))));
            }
            if (isNew) {
                DirectoryJournal.sync(directory);
            }
            holders.put(key, run);
            return run;
        } finally {
            lock.unlock();
        }
    }

    private LockFile.Held alone() throws IOException {
        for (long waited = 0; waited < PATIENCE.toNanos(); waited += LOOK_EVERY.toNanos()) {
            Optional<LockFile.Held> held = LockFile.tryLock(directory, LOCKED_BYTE);
            if (held.isPresent()) {
                return held.get();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new JournalException("Another process has kept " + file + " for " + PATIENCE.toSeconds() + " s.", null);
    }

    private void catchUp(RandomAccessFile content) throws IOException {
        byte[] more = new byte[Math.toIntExact(Math.max(0, content.length() - whole))];
        content.seek(whole);
        content.readFully(more);
        ChecksummedLines lines = ChecksummedLines.parse(file, more);
        lines.json().forEach(this::apply);
        whole += lines.wholeBytes();
    }

    private void apply(String json) {
        try {
            Line line = Json.read(json, Line.class);
            if (line.v() == VERSION) {
                holders.put(line.key(), new RunId(line.run()));
                return;
            }
        } catch (RuntimeException e) {
            // Of whatever kind: it is refused below.
        }
        throw new JournalException("The journal file " + file + " was written by a newer version, or by hand.", null);
    }

    /** Over the torn tail of a write that a power cut ended, if there is one. */
    private void append(RandomAccessFile content, byte[] line) throws IOException {
        content.setLength(whole);
        content.seek(whole);
        content.write(line);
        content.getFD().sync();
        whole += line.length;
    }
}
