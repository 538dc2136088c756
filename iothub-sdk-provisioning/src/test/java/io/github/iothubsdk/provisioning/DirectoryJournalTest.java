package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryJournalTest {

    private static final RunId RUN = new RunId("run-1");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456789Z");
    private static final List<JournalEntry> ENTRIES = Arrays.stream(JournalEntry.Kind.values())
            .filter(kind -> kind != JournalEntry.Kind.UNREADABLE)
            .map(kind -> new JournalEntry(AT, kind, "Step" + kind, "{\"名\":\"a\\\"b\\n<&>\",\"k\":\"" + kind + "\"}"))
            .toList();

    private final Path directory;
    private final Path file;
    private final Journal journal;

    DirectoryJournalTest(@TempDir Path directory) {
        this.directory = directory;
        file = directory.resolve("run-1.jsonl");
        journal = Journals.inDirectory(directory);
        append(ENTRIES);
    }

    private void append(List<JournalEntry> entries) {
        try (var owned = journal.own(RUN)) {
            entries.forEach(owned::append);
        }
    }

    private static String line(String json) {
        var crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), 8) + ' ' + json + '\n';
    }

    private void refused(int line, String why) {
        assertThat(journal.read(RUN))
                .filteredOn(entry -> entry.kind() == JournalEntry.Kind.UNREADABLE)
                .singleElement()
                .satisfies(entry -> assertThat(entry.data())
                        .contains("Line " + line + " of the journal file " + file)
                        .contains(why)
                        .contains("Nothing was sent"));
    }

    @Test
    void keepsEntriesOfEveryKindAsTheyAre() {
        assertThat(journal.read(RUN)).containsExactlyElementsOf(ENTRIES);
        try (var owned = journal.own(RUN)) {
            assertThat(owned.entries()).containsExactlyElementsOf(ENTRIES);
            owned.append(ENTRIES.get(0));
            assertThat(owned.entries()).hasSize(ENTRIES.size() + 1);
        }
        assertThat(Journals.inDirectory(directory).read(RUN)).hasSize(ENTRIES.size() + 1);
        assertThat(journal.runs()).containsExactly(RUN);
    }

    @Test
    void writesOneChecksummedLineForEachEntry() throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
                .hasSize(ENTRIES.size())
                .allSatisfy(each -> assertThat(line(each.substring(9))).isEqualTo(each + "\n"));
    }

    @Test
    void toleratesAndRepairsATailThatIsTornAnywhereInTheLastLine() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int lastLine = lastIndexOfLineFeedBefore(whole, whole.length - 1) + 1;
        List<JournalEntry> before = ENTRIES.subList(0, ENTRIES.size() - 1);
        JournalEntry last = ENTRIES.get(ENTRIES.size() - 1);
        for (int length = lastLine; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThat(journal.read(RUN)).as("read, cut at %d", length).isEqualTo(before);
            append(List.of(last));
            assertThat(Files.readAllBytes(file))
                    .as("repaired, cut at %d", length)
                    .isEqualTo(whole);
        }
    }

    /** An editor or a copy may lose it: the entry may be the claim of an order. */
    @Test
    void keepsALastLineThatOnlyLostItsLineFeed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(journal.read(RUN)).isEqualTo(ENTRIES);
        append(List.of(ENTRIES.get(0)));
        assertThat(journal.read(RUN)).hasSize(ENTRIES.size() + 1);
    }

    @Test
    void takesAFileThatWasCutToNothingForNoRunThatNeverBegan() throws IOException {
        Files.write(file, new byte[0]);
        assertThat(journal.read(RUN))
                .singleElement()
                .extracting(JournalEntry::kind)
                .isEqualTo(JournalEntry.Kind.UNREADABLE);
        assertThat(journal.runs()).containsExactly(RUN);
    }

    @Test
    void toleratesATailOfZerosAsSomeFileSystemsLeaveIt() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
        append(List.of(ENTRIES.get(0)));
        assertThat(journal.read(RUN)).hasSize(ENTRIES.size() + 1);
    }

    @Test
    void refusesAFileInWhichAByteOfAWholeLineHasChanged() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int line = 1;
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            refused(line, "checksum");
            assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
            line += whole[at] == '\n' ? 1 : 0;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"v\":2,\"at\":\"2026-11-22T08:00:00Z\",\"kind\":\"SEEN\",\"step\":\"\",\"data\":\"{}\"} | version is 2",
                "{\"v\":1,\"at\":\"2026-11-22T08:00:00Z\",\"kind\":\"DREAMT\",\"step\":\"\",\"data\":\"{}\"} | not an entry",
                "{\"v\":1,\"at\":\"yesterday\",\"kind\":\"SEEN\",\"step\":\"\",\"data\":\"{}\"} | not an entry",
                "{\"v\":1,\"kind\":\"SEEN\",\"step\":\"\",\"data\":\"{}\"} | not an entry",
                "{\"v\":1,\"at\":\"2026-11-22T08:00:00Z\",\"kind\":\"SEEN\",\"step\":\"\"} | not an entry",
                "[] | not an entry",
                "null | not an entry"
            })
    void refusesALineThatThisVersionDoesNotUnderstand(String json, String why) throws IOException {
        Files.writeString(
                file,
                Files.readString(file) + line(json) + Files.readAllLines(file).get(0) + "\n");
        refused(ENTRIES.size() + 1, why);
    }

    @Test
    void passesOverFilesThatAreNotRuns() throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "by hand");
        Files.writeString(directory.resolve("Copy of run-1.jsonl"), "by a file manager");
        Files.writeString(directory.resolve(".jsonl"), "");
        Files.createDirectory(directory.resolve("old.jsonl"));
        assertThat(journal.runs()).containsExactly(RUN);
    }

    @Test
    void leavesNoFileOfARunThatWasOnlyAskedFor() throws IOException {
        journal.own(new RunId("run-2")).close();
        assertThat(journal.read(new RunId("run-2"))).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("run-2"));
        }
    }

    @Test
    void isNoJournalBeforeItsDirectoryIsThere() {
        Journal none = Journals.inDirectory(directory.resolve("later/and/deeper"));
        for (Runnable use : List.<Runnable>of(none::runs, () -> none.read(RUN), () -> none.holder("name"))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("no such directory")
                    .hasMessageContaining("Its first run creates it");
        }
        none.own(RUN).close();
        assertThat(directory.resolve("later/and/deeper")).isDirectory();
    }

    @Test
    void writesOnAThreadThatIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            append(ENTRIES);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(journal.read(RUN)).hasSize(2 * ENTRIES.size());
        } finally {
            var unused = Thread.interrupted();
        }
    }

    private static int lastIndexOfLineFeedBefore(byte[] bytes, int end) {
        int at = end - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }
}
