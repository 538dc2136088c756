package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The entries of a run as lines of its file.
 *
 * @param entries oldest first
 * @param wholeBytes how many bytes they take
 */
record JournalLines(List<JournalEntry> entries, long wholeBytes) {

    private static final int VERSION = 1;

    private record Line(int v, Instant at, JournalEntry.Kind kind, String step, String data) {}

    static byte[] format(JournalEntry entry) {
        return ChecksummedLines.format(
                Json.write(new Line(VERSION, entry.at(), entry.kind(), entry.step(), entry.data())));
    }

    static JournalLines parse(Path file, byte[] bytes) {
        ChecksummedLines lines = ChecksummedLines.parse(file, bytes);
        List<JournalEntry> entries = new ArrayList<>();
        if (lines.lines().isEmpty() && RunFile.isThere(file)) {
            entries.add(JournalEntry.unreadable(
                    ChecksummedLines.corrupt(file, 1, "it is not whole").getMessage() + ""));
        }
        lines.lines().forEach(line -> entries.add(entry(file, entries.size() + 1, line)));
        return new JournalLines(List.copyOf(entries), lines.wholeBytes());
    }

    /** A line that cannot be understood costs its run what it says, and no more. */
    private static JournalEntry entry(Path file, int number, ChecksummedLines.Line line) {
        try {
            if (line.damage() != null) {
                throw line.damage();
            }
            return read(file, number, line.json());
        } catch (JournalException e) {
            return JournalEntry.unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static JournalEntry read(Path file, int number, String json) {
        try {
            Line line = Json.read(json, Line.class);
            if (line.v() != VERSION) {
                throw ChecksummedLines.corrupt(
                        file, number, "its version is " + line.v() + ", and this SDK reads " + VERSION);
            }
            if (Stream.of(line.at(), line.kind(), line.step(), line.data()).anyMatch(Objects::isNull)) {
                throw ChecksummedLines.corrupt(file, number, "it is not an entry that this version knows");
            }
            return new JournalEntry(line.at(), line.kind(), line.step(), line.data());
        } catch (IllegalArgumentException e) {
            throw ChecksummedLines.corrupt(file, number, "it is not an entry");
        }
    }
}
