package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The file format: each line is the CRC-32C of the rest in eight hex digits, a space, one JSON object, a line feed.
 *
 * @param entries the whole lines, oldest first
 * @param wholeBytes how many bytes they take; what is behind is the torn tail of a write that a power cut ended
 */
record JournalLines(List<JournalEntry> entries, long wholeBytes) {

    private static final int VERSION = 1;
    private static final int CHECKSUM = 8;

    private record Line(int v, Instant at, JournalEntry.Kind kind, String step, String data) {}

    static byte[] format(JournalEntry entry) {
        String json = Json.write(new Line(VERSION, entry.at(), entry.kind(), entry.step(), entry.data()));
        return (checksum(json) + ' ' + json + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Only what no line feed ends may be torn; a bad line that has its line feed was changed by somebody else.
     *
     * <p>That holds for the last line too: it may be the claim of an order, and must not be dropped in silence.
     */
    static JournalLines parse(Path file, byte[] bytes) {
        List<JournalEntry> entries = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                break;
            }
            String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            if (!intact(line)) {
                throw corrupt(file, entries.size() + 1, "its checksum does not match");
            }
            entries.add(entry(file, entries.size() + 1, line.substring(CHECKSUM + 1)));
            start = end + 1;
        }
        return new JournalLines(List.copyOf(entries), start);
    }

    private static boolean intact(String line) {
        return line.length() > CHECKSUM + 1
                && line.charAt(CHECKSUM) == ' '
                && line.startsWith(checksum(line.substring(CHECKSUM + 1)));
    }

    private static JournalEntry entry(Path file, int number, String json) {
        try {
            Line line = Json.read(json, Line.class);
            if (line.v() != VERSION) {
                throw corrupt(file, number, "its version is " + line.v() + ", and this SDK reads " + VERSION);
            }
            if (Stream.of(line.at(), line.kind(), line.step(), line.data()).anyMatch(Objects::isNull)) {
                throw corrupt(file, number, "it is not an entry that this version knows");
            }
            return new JournalEntry(line.at(), line.kind(), line.step(), line.data());
        } catch (IllegalArgumentException e) {
            throw corrupt(file, number, "it is not an entry");
        }
    }

    private static JournalException corrupt(Path file, int number, String why) {
        return new JournalException(
                "Line " + number + " of the journal file " + file + " cannot be used: " + why
                        + ". Nothing was sent. Restore the file from a copy, or move it away.",
                null);
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), CHECKSUM);
    }
}
