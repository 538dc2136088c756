package io.github.iothubsdk.provisioning.internal.journal;

import io.github.iothubsdk.provisioning.spi.JournalException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file format: each line is the CRC-32C of the rest in eight hex digits, a space, one JSON object, a line feed.
 *
 * @param lines the whole lines, oldest first
 * @param wholeBytes how many bytes they take; what is behind is the torn tail of a write that a power cut ended
 */
record ChecksummedLines(List<Line> lines, long wholeBytes) {

    /**
     * One line.
     *
     * @param json what it holds
     * @param damaged whether its checksum does not match
     */
    record Line(String json, boolean damaged) {}

    private static final int CHECKSUM = 8;

    static byte[] format(String json) {
        return (checksum(json) + ' ' + json + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Only what no line feed ends may be torn; a bad line that has its line feed was changed by somebody else.
     *
     * <p>That holds for the last line too: it may be the claim of an order, and must not be dropped in silence.
     *
     * @param most stops after one line more than this
     */
    static ChecksummedLines parse(byte[] bytes, int most) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < bytes.length && lines.size() <= most) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            boolean intact = intact(line);
            if (end == bytes.length && !intact) {
                break; // torn by a power cut
            }
            lines.add(intact ? new Line(line.substring(CHECKSUM + 1), false) : new Line("", true));
            start = Math.min(end + 1, bytes.length);
        }
        return new ChecksummedLines(List.copyOf(lines), start);
    }

    /**
     * What the lines hold.
     *
     * @throws JournalException when one of them is damaged
     */
    List<String> json(Path file) {
        List<String> json = new ArrayList<>();
        for (Line line : lines) {
            if (line.damaged) {
                throw damage(file, json.size() + 1);
            }
            json.add(line.json);
        }
        return json;
    }

    static JournalException damage(Path file, int number) {
        return corrupt(file, number, "its checksum does not match");
    }

    private static boolean intact(String line) {
        return line.length() > CHECKSUM + 1
                && line.charAt(CHECKSUM) == ' '
                && line.startsWith(checksum(line.substring(CHECKSUM + 1)));
    }

    static JournalException corrupt(Path file, int number, String why) {
        return new JournalException(
                "Line " + number + " of the journal file " + file + " cannot be used: " + why
                        + ". Nothing was sent. Restore the file from a copy.",
                null);
    }

    private static String checksum(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), CHECKSUM);
    }
}
