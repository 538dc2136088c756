package io.github.iothubsdk.provisioning.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a run exactly at its limits: what is there is read, and one more is refused. */
class JournalLimitsTest {

    private static final RunId RUN = new RunId("run-1");
    private static final Path NOWHERE = Path.of("/nowhere/run-1.jsonl");
    private static final int MOST_LINES = 100_000;

    private final Path file;
    private final Journal journal;

    JournalLimitsTest(@TempDir Path directory) {
        file = directory.resolve("run-1.jsonl");
        journal = new DirectoryJournal(directory);
    }

    private static JournalEntry entry(Kind kind, int size) {
        return new JournalEntry(Instant.EPOCH, kind, "Step", "x".repeat(size));
    }

    /** An entry whose line has so many bytes. */
    private static JournalEntry line(Kind kind, int bytes) {
        return entry(kind, bytes - JournalLines.format(entry(kind, 0)).length);
    }

    @Test
    void aRunOfExactlyAsManyBytesAsItMayHaveIsWrittenAndRead() throws IOException {
        try (var owned = journal.own(RUN)) {
            owned.append(line(Kind.BEGUN, RunFile.MOST_BYTES - 200));
            assertThatThrownBy(() -> owned.append(line(Kind.CLAIMED, 201)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("more than " + RunFile.MOST_BYTES + " bytes");
            owned.append(line(Kind.CLAIMED, 200));
        }
        assertThat(Files.size(file)).isEqualTo(RunFile.MOST_BYTES);
        assertThat(journal.read(RUN)).extracting(JournalEntry::kind).containsExactly(Kind.BEGUN, Kind.CLAIMED);
    }

    @Test
    void whatCanBeSeenAgainFillsHalfOfItToTheByte() throws IOException {
        int half = RunFile.MOST_BYTES / 2;
        try (var owned = journal.own(RUN)) {
            owned.append(line(Kind.BEGUN, half - 200));
            owned.append(line(Kind.SEEN, 201));
            assertThat(Files.size(file)).isEqualTo(half - 200);
            owned.append(line(Kind.SEEN, 200));
            assertThat(Files.size(file)).isEqualTo(half);
            assertThat(owned.entries()).hasSize(2);
        }
    }

    @Test
    void aRunOfExactlyAsManyLinesAsItMayHaveIsRead() throws IOException {
        Files.writeString(file, "\n".repeat(MOST_LINES));
        assertThat(journal.read(RUN)).hasSize(MOST_LINES);
        Files.writeString(file, "\n".repeat(MOST_LINES + 1));
        assertThat(journal.read(RUN))
                .singleElement()
                .satisfies(entry -> assertThat(entry.data()).contains("more than " + MOST_LINES + " lines"));
    }

    @Test
    void noMoreIsTakenApartThanOneLineTooMany() {
        byte[] four = "\n\n\n\n".getBytes(StandardCharsets.UTF_8);
        assertThat(ChecksummedLines.parse(four, 2).lines()).hasSize(3);
        assertThat(ChecksummedLines.parse(four, 2).wholeBytes()).isEqualTo(3);
        assertThat(ChecksummedLines.parse(four, 4).lines()).hasSize(4);
    }

    /** Half a line is where its end begins; the entries behind it may say that the run was given up. */
    @Test
    void ofARunThatIsTooLargeTheLastWholeLinesAreRead() throws IOException {
        JournalEntry claimed = entry(Kind.CLAIMED, 50_000);
        JournalEntry ended = entry(Kind.ENDED, 40_000);
        tooLarge(claimed, entry(Kind.SEEN, 10_000), ended);

        List<JournalEntry> read = journal.read(RUN);
        assertThat(read).extracting(JournalEntry::kind).containsExactly(Kind.UNREADABLE, Kind.SEEN, Kind.ENDED);
        assertThat(read.get(2)).isEqualTo(ended);
    }

    @Test
    void aRunThatIsTooLargeAndWholeIsNotTouchedByWhoeverOwnsIt() throws IOException {
        tooLarge(entry(Kind.CLAIMED, 10), entry(Kind.ENDED, 10));
        long before = Files.size(file);
        try (var owned = journal.own(RUN)) {
            assertThat(owned.entries()).last().isEqualTo(entry(Kind.ENDED, 10));
        }
        assertThat(Files.size(file)).isEqualTo(before);
    }

    /** What is written behind a line without its line feed would be one line with it, and damaged. */
    @Test
    void aRunThatIsTooLargeCanBeEndedThoughItsLastLineLostItsLineFeed() throws IOException {
        tooLarge(entry(Kind.CLAIMED, 10), entry(Kind.SEEN, 10));
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(content.length() - 1);
        }
        try (var owned = journal.own(RUN)) {
            owned.append(entry(Kind.ENDED, 10));
        }
        assertThat(journal.read(RUN))
                .extracting(JournalEntry::kind)
                .containsExactly(Kind.UNREADABLE, Kind.CLAIMED, Kind.SEEN, Kind.ENDED);
    }

    /** A hole of zeros, and these behind it. */
    private void tooLarge(JournalEntry... entries) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(RunFile.MOST_BYTES);
            content.seek(content.length());
            content.write('\n');
            for (JournalEntry entry : entries) {
                content.write(JournalLines.format(entry));
            }
        }
    }

    /** The checksum of nothing is all zeros: such a line is damaged, and one that is torn there is cut off. */
    @Test
    void aChecksumOfNothingIsNoEntry() {
        byte[] bytes = "00000000 \n".getBytes(StandardCharsets.UTF_8);
        assertThat(JournalLines.parse(NOWHERE, bytes).entries())
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.data()).contains("Line 1 ").contains("its checksum does not match"));
        assertThat(ChecksummedLines.parse("00000000 ".getBytes(StandardCharsets.UTF_8), 9)
                        .wholeBytes())
                .isZero();
    }

    @Test
    void saysWhoHasCutOrWrittenTheFileOfARunThatIsOwned() throws IOException {
        try (var owned = journal.own(RUN)) {
            owned.append(entry(Kind.BEGUN, 10));
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, new byte[whole.length - 1]);
            assertThatThrownBy(owned::verifyOwnership).hasMessageContaining("it was cut off by somebody else");
            Files.write(file, new byte[whole.length + 1]);
            assertThatThrownBy(owned::verifyOwnership).hasMessageContaining("it was written to by somebody else");
            Files.delete(file);
            assertThatThrownBy(owned::verifyOwnership).hasMessageContaining("it was cut off by somebody else");
            Files.write(file, whole);
            owned.verifyOwnership();
        }
    }

    @Test
    void writesNothingWhereSomebodyElseHasWritten() throws IOException {
        try (var owned = journal.own(RUN)) {
            Files.writeString(file, "somebody's\n");
            assertThatThrownBy(() -> owned.append(entry(Kind.BEGUN, 10)))
                    .hasMessageContaining("it was written to by somebody else");
            assertThat(file).hasContent("somebody's");
            Files.delete(file);
            owned.append(entry(Kind.BEGUN, 10));
            long whole = Files.size(file);
            Files.write(file, new byte[Math.toIntExact(whole + 1)]);
            assertThatThrownBy(() -> owned.append(entry(Kind.CLAIMED, 10)))
                    .hasMessageContaining("it was written to by somebody else");
            assertThat(Files.size(file)).isEqualTo(whole + 1);
        }
    }

    /** A file is new, and its directory forced to the disk too: whoever interrupts must not be forgotten in that. */
    @Test
    void beginsARunOnAThreadThatIsInterrupted() {
        try (var owned = journal.own(RUN)) {
            Thread.currentThread().interrupt();
            owned.append(entry(Kind.BEGUN, 10));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            var unused = Thread.interrupted();
        }
        assertThat(journal.read(RUN)).hasSize(1);
    }

    @Test
    void aRunThatWasLetGoIsNotWrittenTo() {
        Journal.OwnedRun owned = journal.own(RUN);
        owned.append(entry(Kind.BEGUN, 10));
        owned.close();
        try (var next = journal.own(RUN)) {
            owned.close();
            assertThatThrownBy(() -> owned.append(entry(Kind.CLAIMED, 10)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("not owned any more");
            assertThatThrownBy(() -> journal.own(RUN)).isInstanceOf(JournalException.Owned.class);
            assertThat(next.entries()).hasSize(1);
        }
    }
}
