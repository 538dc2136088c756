package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a journal that have grown by no work of ours: sparse gigabytes, which must take no room in memory. */
class JournalBoundsTest {

    private static final RunId RUN = new RunId("run-1");
    private static final int MOST = 16 << 20;
    private static final long GIGABYTE = 1L << 30;

    private final Path directory;
    private final Path file;
    private final Journal journal;

    JournalBoundsTest(@TempDir Path directory) {
        this.directory = directory;
        file = directory.resolve("run-1.jsonl");
        journal = Journals.inDirectory(directory);
    }

    private static void grow(Path file, long size) throws IOException {
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
    }

    private static JournalEntry entry(Kind kind, int size) {
        return new JournalEntry(Instant.EPOCH, kind, "Step", "x".repeat(size));
    }

    @Test
    void aRunOfAGigabyteHidesNoOtherAndCanBeGivenUp() throws IOException {
        try (var cloud = new Cloud();
                var client = cloud.builder().journal(journal).build()) {
            RunId large = client.begin(Cloud.request("plant-7").build());
            RunId other = client.begin(Cloud.request("plant-8").build());
            grow(directory.resolve(large + ".jsonl"), GIGABYTE);

            assertThat(client.unfinishedRuns()).extracting(RunSummary::runId).containsExactlyInAnyOrder(large, other);
            assertThat(client.run(large))
                    .hasValueSatisfying(run -> assertThat(run.reason()).contains(UnfinishedReason.RUN_UNREADABLE));
            assertThat(client.run(large).toString())
                    .contains("has more than " + MOST + " bytes")
                    .contains("or abandon the run");

            client.abandon(large);
            assertThat(client.unfinishedRuns()).extracting(RunSummary::runId).containsExactly(other);
            assertThat(cloud.simulator.ledger().writes()).isZero();
        }
    }

    @Test
    void aRunOfAMillionLinesIsNotTakenApart() throws IOException {
        Files.writeString(file, "\n".repeat(1_000_000));
        assertThat(journal.read(RUN)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(entry.data()).contains("more than 100000 lines");
        });
    }

    @Test
    void whatCanBeSeenAgainLeavesRoomForWhatMustLast() throws IOException {
        try (var owned = journal.own(RUN)) {
            owned.append(entry(Kind.BEGUN, 10));
            for (int i = 0; i < 30; i++) {
                owned.append(entry(Kind.SEEN, 1 << 20));
            }
            assertThat(Files.size(file)).isLessThan(MOST / 2);
            owned.append(entry(Kind.CLAIMED, 1 << 20));
            owned.append(entry(Kind.REACHED, 1 << 20));
            assertThat(owned.entries()).hasSize(10);
        }
        assertThat(journal.read(RUN)).hasSize(10).noneMatch(entry -> entry.kind() == Kind.UNREADABLE);
    }

    /** Nothing is sent whose claim could not be read again. */
    @Test
    void whatCouldNotBeReadAgainIsNotWritten() throws IOException {
        try (var owned = journal.own(RUN)) {
            owned.append(entry(Kind.BEGUN, MOST - 1_000));
            long before = Files.size(file);
            assertThatThrownBy(() -> owned.append(entry(Kind.CLAIMED, 2_000)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("more than " + MOST + " bytes");
            assertThat(Files.size(file)).isEqualTo(before);
            owned.append(entry(Kind.ENDED, 2_000));
        }
        assertThat(journal.read(RUN)).last().extracting(JournalEntry::kind).isEqualTo(Kind.ENDED);
    }

    /** Short lines are too many before they are too large. */
    @Test
    void aLineThatCouldNotBeReadAgainIsNotWritten() throws IOException {
        try (var owned = journal.own(RUN)) {
            owned.append(entry(Kind.BEGUN, 10));
        }
        String line = Files.readString(file);
        Files.writeString(file, line.repeat(49_999));
        try (var owned = journal.own(RUN)) {
            owned.append(entry(Kind.SEEN, 10));
            owned.append(entry(Kind.SEEN, 10));
            owned.append(entry(Kind.REACHED, 10));
            assertThat(owned.entries()).hasSize(50_001);
        }
        Files.writeString(file, line.repeat(100_000));
        try (var owned = journal.own(RUN)) {
            assertThatThrownBy(() -> owned.append(entry(Kind.AMENDED, 10)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("more than 100000 lines");
            assertThat(journal.read(RUN)).hasSize(100_000);
            owned.append(entry(Kind.ENDED, 10));
        }
        assertThat(journal.read(RUN)).last().extracting(JournalEntry::kind).isEqualTo(Kind.ENDED);
    }

    @Test
    void aFileOfNamesOfAGigabyteIsRefused() throws IOException {
        journal.reserve("plant-1", RUN, Optional.empty());
        Path names = directory.resolve("names.log");
        grow(names, GIGABYTE);
        for (Journal each : new Journal[] {journal, Journals.inDirectory(directory)}) {
            assertThatThrownBy(() -> each.reserve("plant-2", RUN, Optional.empty()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(names + " has " + GIGABYTE + " bytes")
                    .hasMessageContaining("another directory");
        }
        assertThat(Files.size(names)).isEqualTo(GIGABYTE);
    }
}
