package io.github.iothubsdk.provisioning.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name is given twice, whatever becomes of the file of names. */
class ReservationsTest {

    private static final RunId FIRST = new RunId("run-1");
    private static final RunId SECOND = new RunId("run-2");

    private final Path directory;
    private final Path names;
    private final Journal journal;

    ReservationsTest(@TempDir Path directory) {
        this.directory = directory;
        names = directory.resolve("names.log");
        journal = new DirectoryJournal(directory);
    }

    private static RunId reserve(Journal journal, String key, RunId run) {
        return journal.reserve(key, run, Optional.empty());
    }

    @Test
    void aKeyIsPassedOnOnlyFromTheRunThatHasIt() {
        assertThat(reserve(journal, "plant-1", FIRST)).isEqualTo(FIRST);
        assertThat(reserve(journal, "plant-1", SECOND)).isEqualTo(FIRST);
        assertThat(journal.reserve("plant-1", SECOND, Optional.of(new RunId("run-3"))))
                .isEqualTo(FIRST);
        assertThat(journal.reserve("plant-1", SECOND, Optional.of(FIRST))).isEqualTo(SECOND);
        for (Journal each : List.of(journal, new DirectoryJournal(directory))) {
            assertThat(each.holder("plant-1")).contains(SECOND);
            assertThat(each.holder("plant-2")).isEmpty();
        }
    }

    @Test
    void saysWhichLineIsDamaged() throws IOException {
        reserve(journal, "plant-1", FIRST);
        reserve(journal, "plant-2", FIRST);
        Files.writeString(names, Files.readString(names).replace("plant-2", "plant-3"));
        for (Journal each : List.of(new DirectoryJournal(directory), new DirectoryJournal(directory))) {
            assertThatThrownBy(() -> reserve(each, "plant-2", SECOND))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("Line 2 of the journal file " + names)
                    .hasMessageContaining("its checksum does not match");
        }
    }

    @Test
    void writesOnWhereALastLineOnlyLostItsLineFeed() throws IOException {
        reserve(journal, "plant-1", FIRST);
        byte[] whole = Files.readAllBytes(names);
        Files.write(names, Arrays.copyOf(whole, whole.length - 1));
        Journal later = new DirectoryJournal(directory);
        assertThat(reserve(later, "plant-2", SECOND)).isEqualTo(SECOND);
        assertThat(reserve(later, "plant-3", SECOND)).isEqualTo(SECOND);
        for (Journal each : List.of(journal, later, new DirectoryJournal(directory))) {
            assertThat(each.holder("plant-1")).contains(FIRST);
            assertThat(each.holder("plant-2")).contains(SECOND);
            assertThat(each.holder("plant-3")).contains(SECOND);
        }
    }

    @Test
    void writesOverATailThatAPowerCutHasTorn() throws IOException {
        reserve(journal, "plant-1", FIRST);
        byte[] whole = Files.readAllBytes(names);
        Files.write(names, Arrays.copyOf(whole, whole.length + 4096));
        assertThat(reserve(journal, "plant-2", SECOND)).isEqualTo(SECOND);
        assertThat(Files.size(names)).isEqualTo(2L * whole.length);
        assertThat(new DirectoryJournal(directory).holder("plant-2")).contains(SECOND);
    }

    @Test
    void writesOverATornTailThatIsAllThereIs() throws IOException {
        Files.writeString(names, "00000000 {\"v\":1");
        assertThat(reserve(journal, "plant-1", FIRST)).isEqualTo(FIRST);
        assertThat(new DirectoryJournal(directory).holder("plant-1")).contains(FIRST);
        assertThat(Files.readAllLines(names)).hasSize(1);
    }

    /** What could not be read again would keep every later run from its name. */
    @Test
    void isFilledToTheByteAndNoFurther() throws IOException {
        int most = 32 << 20;
        reserve(journal, "n", FIRST);
        int line = Math.toIntExact(Files.size(names));
        reserve(journal, "x".repeat(most - 3 * line), FIRST); // one byte is kept for a line feed
        assertThat(Files.size(names)).isEqualTo(most - line - 1);
        assertThatThrownBy(() -> reserve(journal, "zz", SECOND))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("at most " + most + " are read");
        assertThat(reserve(journal, "z", SECOND)).isEqualTo(SECOND);
        assertThat(new DirectoryJournal(directory).holder("z")).contains(SECOND);
    }

    @Test
    void letsAnotherThreadLookWhenItHasLooked() throws Exception {
        reserve(journal, "plant-1", FIRST);
        assertThat(CompletableFuture.supplyAsync(() -> journal.holder("plant-1"))
                        .get(20, TimeUnit.SECONDS))
                .contains(FIRST);
    }

    @Test
    void readsOnWhatAnotherProcessHasWritten() {
        Journal other = new DirectoryJournal(directory);
        assertThat(reserve(journal, "plant-1", FIRST)).isEqualTo(FIRST);
        assertThat(reserve(other, "plant-2", SECOND)).isEqualTo(SECOND);
        assertThat(reserve(journal, "plant-2", FIRST)).isEqualTo(SECOND);
        assertThat(other.reserve("plant-1", SECOND, Optional.of(FIRST))).isEqualTo(SECOND);
        assertThat(journal.holder("plant-1")).contains(SECOND);
    }

    @Test
    void writesTheNamesAgainThatSomebodyHasCutOff() throws IOException {
        reserve(journal, "plant-1", FIRST);
        int line = Math.toIntExact(Files.size(names));
        reserve(journal, "plant-2", FIRST);
        Files.write(names, Arrays.copyOf(Files.readAllBytes(names), line));
        assertThat(reserve(journal, "plant-2", SECOND)).isEqualTo(FIRST);
        assertThat(new DirectoryJournal(directory).holder("plant-2")).contains(FIRST);
        assertThat(Files.readAllLines(names)).hasSize(2);
    }

    /** As a backup does that is played back while a process runs. */
    @Test
    void writesTheNamesAgainThatAnotherFileInItsPlaceLacks(@TempDir Path elsewhere) throws IOException {
        Journal other = new DirectoryJournal(elsewhere);
        reserve(other, "plant-8", SECOND);
        reserve(other, "plant-9", SECOND);
        reserve(journal, "plant-1", FIRST);
        Files.copy(elsewhere.resolve("names.log"), directory.resolve("copy"));
        Files.move(directory.resolve("copy"), names, StandardCopyOption.ATOMIC_MOVE);

        assertThat(reserve(journal, "plant-1", SECOND)).isEqualTo(FIRST);
        assertThat(reserve(journal, "plant-9", FIRST)).isEqualTo(SECOND);
        assertThat(new DirectoryJournal(directory).holder("plant-1")).contains(FIRST);
        assertThat(Files.readAllLines(names)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2,\"key\":\"plant-1\",\"run\":\"run-1\"}",
                "{\"v\":1,\"key\":\"plant-1\",\"run\":\"Not a run\"}",
                "{\"v\":1,\"key\":\"plant-1\"}",
                "[]"
            })
    void refusesALineThatThisVersionDoesNotUnderstand(String json) throws IOException {
        Files.write(names, ChecksummedLines.format(json));
        assertThatThrownBy(() -> journal.holder("plant-1"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer version, or by hand");
        assertThat(Files.readString(names))
                .isEqualTo(new String(ChecksummedLines.format(json), StandardCharsets.UTF_8));
    }
}
