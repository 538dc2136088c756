package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner of a run in a directory proves itself at every write: locks can be lost, and directories copied. */
class JournalFenceTest {

    private static final RunId RUN = new RunId("run-1");
    private static final JournalEntry ENTRY =
            new JournalEntry(Instant.EPOCH, Kind.CLAIMED, "Buy", "{\"by\":\"first\"}");
    private static final JournalEntry OTHER =
            new JournalEntry(Instant.EPOCH, Kind.CLAIMED, "Buy", "{\"by\":\"second\"}");

    private final Path directory;

    JournalFenceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static void hasLost(Journal.OwnedRun owned) {
        for (Runnable use : List.<Runnable>of(owned::renew, owned::verifyOwnership, () -> owned.append(ENTRY))) {
            assertThatThrownBy(use::run).isInstanceOf(JournalException.class);
        }
    }

    /** Another process, which holds no lock that this one has lost. */
    private void takenByAProcessThatDoesNotSeeTheLock() throws Exception {
        try (Jvm other = Jvm.start(SecondOwner.class, List.of(), directory.toString())) {
            assertThat(other.line()).isEqualTo("owned and written");
        }
    }

    /** Takes the run of this directory and claims. */
    static final class SecondOwner {
        private SecondOwner() {}

        public static void main(String[] arguments) {
            Journal.OwnedRun owned = Journals.inDirectory(Path.of(arguments[0])).own(RUN);
            owned.append(OTHER);
            System.out.println("owned and written");
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void cannotWriteOverTheOwnerThatCameWhenItsLockFileWasUnlinked() throws Exception {
        try (Journal.OwnedRun first = Journals.inDirectory(directory).own(RUN)) {
            first.append(ENTRY);
            Files.delete(directory.resolve(".locks"));
            takenByAProcessThatDoesNotSeeTheLock();
            hasLost(first);
        }
        assertThat(Journals.inDirectory(directory).read(RUN)).containsExactly(ENTRY, OTHER);
    }

    @Test
    void cannotWriteIntoACopyThatWasPutInItsPlaceAndTaken(@TempDir Path elsewhere) throws Exception {
        try (Journal.OwnedRun first = Journals.inDirectory(directory).own(RUN)) {
            first.append(ENTRY);
            Path moved = elsewhere.resolve("moved");
            Files.move(directory, moved);
            Files.createDirectory(directory);
            try (Stream<Path> files = Files.list(moved)) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
            takenByAProcessThatDoesNotSeeTheLock();
            hasLost(first);
        }
        assertThat(Journals.inDirectory(directory).read(RUN)).containsExactly(ENTRY, OTHER);
    }

    @Test
    void writesNothingBehindWhatSomebodyElseHasWritten() throws IOException {
        try (Journal.OwnedRun first = Journals.inDirectory(directory).own(RUN)) {
            first.append(ENTRY);
            Path file = directory.resolve("run-1.jsonl");
            Files.writeString(file, Files.readString(file) + "somebody's\n");
            assertThatThrownBy(first::verifyOwnership)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("somebody else");
            assertThatThrownBy(() -> first.append(OTHER)).isInstanceOf(JournalException.class);
            assertThat(file).content().endsWith("somebody's\n");
        }
    }

    @Test
    void losesTheRunWhoseNoteIsGone() throws IOException {
        try (Journal.OwnedRun first = Journals.inDirectory(directory).own(RUN)) {
            first.append(ENTRY);
            Files.delete(directory.resolve("run-1.jsonl.owner"));
            hasLost(first);
        }
    }

    /** A hole of zeros stopped every later run once. */
    @Test
    void writesTheNamesAgainThatSomebodyHasCutOff() throws IOException {
        Journal journal = Journals.inDirectory(directory);
        RunId second = new RunId("run-2");
        journal.reserve("plant-1", RUN, Optional.empty());
        journal.reserve("plant-2", RUN, Optional.empty());
        try (var names = new RandomAccessFile(directory.resolve("names.log").toFile(), "rw")) {
            names.setLength(names.length() / 2);
        }
        assertThat(journal.reserve("plant-3", second, Optional.empty())).isEqualTo(second);
        for (Journal each : List.of(journal, Journals.inDirectory(directory))) {
            assertThat(each.reserve("plant-1", second, Optional.empty())).isEqualTo(RUN);
            assertThat(each.reserve("plant-2", second, Optional.empty())).isEqualTo(RUN);
            assertThat(each.holder("plant-3")).contains(second);
        }
    }
}
