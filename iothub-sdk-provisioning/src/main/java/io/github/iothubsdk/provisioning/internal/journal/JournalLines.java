package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
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
 * @param bytes how many the file has; those behind the whole ones are the torn tail of a write
 * @param lostItsLineFeed whether the last whole line has none
 */
record JournalLines(List<JournalEntry> entries, long wholeBytes, long bytes, boolean lostItsLineFeed) {

    /** Of a run that has not begun. */
    static final JournalLines NONE = new JournalLines(List.of(), 0, 0, false);

    private static final int VERSION = 1;
    /** The most lines that are read, which no run of years has either. */
    static final int MOST_LINES = 100_000;

    /** Of a file that is too large: enough for the last entry, which may say that the run was given up. */
    private static final int TAIL = 64 << 10;

    private record Line(int v, Instant at, JournalEntry.Kind kind, String step, String data) {}

    static byte[] format(JournalEntry entry) {
        return ChecksummedLines.format(
                Json.write(new Line(VERSION, entry.at(), entry.kind(), entry.step(), entry.data())));
    }

    /** Whether the file ends as it should. */
    boolean isWhole() {
        return wholeBytes == bytes && !lostItsLineFeed;
    }

    /** What a file holds; of one that is too large its end, behind an entry that says so: it must not hide the others. */
    static JournalLines read(Path file) throws IOException {
        byte[] bytes = BoundedFile.read(file, RunFile.MOST_BYTES);
        if (bytes.length > RunFile.MOST_BYTES) {
            return tooLarge(file, "more than " + RunFile.MOST_BYTES + " bytes");
        }
        JournalLines lines = parse(file, bytes);
        return lines.entries().size() > MOST_LINES ? tooLarge(file, "more than " + MOST_LINES + " lines") : lines;
    }

    /** What these bytes of the file say; of more lines than a run may have, one too many. */
    static JournalLines parse(Path file, byte[] bytes) {
        ChecksummedLines lines = ChecksummedLines.parse(bytes, MOST_LINES);
        List<JournalEntry> entries = new ArrayList<>();
        if (lines.lines().isEmpty()) {
            entries.add(JournalEntry.unreadable(String.valueOf(
                    ChecksummedLines.corrupt(file, 1, "it is not whole").getMessage())));
        }
        lines.lines().forEach(line -> entries.add(entry(file, entries.size() + 1, line)));
        boolean lostItsLineFeed =
                lines.wholeBytes() == bytes.length && bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        return new JournalLines(List.copyOf(entries), lines.wholeBytes(), bytes.length, lostItsLineFeed);
    }

    private static JournalLines tooLarge(Path file, String what) throws IOException {
        byte[] tail = BoundedFile.tail(file, TAIL);
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(
                JournalEntry.unreadable("The journal file " + file + " has " + what + ", and no run of this SDK has. "
                        + "Nothing was sent. Restore the file from a copy, or abandon the run."));
        ChecksummedLines.parse(tail, MOST_LINES).lines().stream()
                .filter(line -> !line.damaged()) // as half a line is, where the end begins
                .forEach(line -> entries.add(entry(file, entries.size() + 1, line)));
        long size = Files.size(file);
        return new JournalLines(List.copyOf(entries), size, size, tail[tail.length - 1] != '\n');
    }

    /** A line that cannot be understood costs its run what it says, and no more. */
    private static JournalEntry entry(Path file, int number, ChecksummedLines.Line line) {
        try {
            if (line.damaged()) {
                throw ChecksummedLines.damage(file, number);
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
