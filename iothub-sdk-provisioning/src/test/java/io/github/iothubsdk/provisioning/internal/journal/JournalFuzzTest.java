package io.github.iothubsdk.provisioning.internal.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.iothubsdk.provisioning.internal.flow.ProgressCodec;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Any bytes as a run's file: entries, unreadable ones among them, and a state or a {@link JournalException}. */
class JournalFuzzTest {

    private static final Path NOWHERE = Path.of("/nowhere/run.journal");
    private static final RunId RUN = new RunId("20261122-080000-abcdef");
    private static final ProgressCodec CODEC = new ProgressCodec(List.of(), Map.of());

    /** Each line twice: as it stands, and with the checksum that lets it through. */
    @FuzzTest
    void readsLinesOrSaysWhatIsWrong(byte[] input) {
        read(input);
        var summed = new ByteArrayOutputStream();
        new String(input, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> summed.writeBytes(ChecksummedLines.format(line)));
        read(summed.toByteArray());
    }

    private static void read(byte[] bytes) {
        JournalLines lines = JournalLines.parse(NOWHERE, bytes);
        if (lines.wholeBytes() > bytes.length || lines.entries().size() > Math.max(1, bytes.length)) {
            throw new AssertionError("more was read than is there");
        }
        for (JournalEntry entry : lines.entries()) {
            if (entry.kind() != JournalEntry.Kind.UNREADABLE) {
                again(entry);
            }
        }
        try {
            CODEC.fold(RUN, lines.entries());
        } catch (JournalException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("no words", e);
            }
        }
    }

    private static void again(JournalEntry entry) {
        List<JournalEntry> read =
                JournalLines.parse(NOWHERE, JournalLines.format(entry)).entries();
        if (!read.equals(List.of(entry))) {
            throw new AssertionError(entry + " is read again as " + read);
        }
    }
}
