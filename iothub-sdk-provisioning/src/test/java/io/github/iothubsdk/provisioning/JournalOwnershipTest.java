package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalOwnershipTest {

    private static final RunId RUN = new RunId("run-1");
    private static final JournalEntry ENTRY = new JournalEntry(Instant.EPOCH, JournalEntry.Kind.SEEN, "a", "{}");

    private final Path directory;
    private final Journal journal;

    JournalOwnershipTest(@TempDir Path directory) {
        this.directory = directory;
        this.journal = Journals.inDirectory(directory);
    }

    /** Owns a run until it is told to let go. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException {
            Journal journal = Journals.inDirectory(Path.of(arguments[0]));
            try (var owned = journal.own(new RunId(arguments[1]))) {
                owned.append(ENTRY);
                System.out.println("owned by " + ProcessHandle.current().pid());
                int told = System.in.read();
                System.out.println("letting go after " + told);
            }
            System.out.println("let go");
        }
    }

    private Jvm owner(RunId run) throws IOException {
        return Jvm.start(Owner.class, List.of(), directory.toString(), run.value());
    }

    private void ownedBy(String owner) {
        assertThatThrownBy(() -> journal.own(RUN))
                .isInstanceOf(JournalException.Owned.class)
                .hasMessage("Run " + RUN + " is being worked on by " + owner + ".");
    }

    @Test
    void refusesASecondOwnerInTheSameProcess() {
        try (var owned = journal.own(RUN)) {
            owned.append(ENTRY);
            ownedBy("process " + ProcessHandle.current().pid());
            assertThatThrownBy(() -> Journals.inDirectory(directory).own(RUN))
                    .isInstanceOf(JournalException.Owned.class);
            assertThat(journal.read(RUN)).containsExactly(ENTRY);
            owned.append(ENTRY);
        }
        journal.own(RUN).close();
        assertThat(journal.read(RUN)).hasSize(2);
    }

    @Test
    void isNotGivenUpByAnOwnerThatClosesTwice() {
        for (Journal each : List.of(journal, Journals.inMemory())) {
            Journal.OwnedRun first = each.own(RUN);
            first.append(ENTRY);
            first.close();
            try (Journal.OwnedRun second = each.own(RUN)) {
                first.close();
                assertThatThrownBy(() -> each.own(RUN)).isInstanceOf(JournalException.Owned.class);
                assertThatThrownBy(() -> first.append(ENTRY)).isInstanceOf(JournalException.class);
                second.append(ENTRY);
            }
            assertThat(each.read(RUN)).hasSize(2);
        }
    }

    @Test
    void staysWithItsOwnerWhileOthersOfTheSameProcessReadAndTry() throws Exception {
        try (var owned = journal.own(RUN)) {
            owned.append(ENTRY);
            assertThat(journal.read(RUN)).hasSize(1);
            ownedBy("process " + ProcessHandle.current().pid());
            try (Jvm other = owner(RUN)) {
                assertThat(other.rest())
                        .contains("Owned: Run run-1 is being worked on by process "
                                + ProcessHandle.current().pid())
                        .doesNotContain("owned by");
            }
        }
    }

    @Test
    void refusesASecondOwnerInAnotherProcessUntilItLetsGo() throws Exception {
        try (Jvm other = owner(RUN)) {
            assertThat(other.line()).isEqualTo("owned by " + other.process().pid());
            ownedBy("process " + other.process().pid());
            assertThat(journal.read(RUN)).containsExactly(ENTRY);
            assertThat(journal.runs()).containsExactly(RUN);

            other.told().println();
            assertThat(other.rest()).contains("let go");
            try (var owned = journal.own(RUN)) {
                owned.append(ENTRY);
            }
            assertThat(journal.read(RUN)).hasSize(2);
        }
    }

    @Test
    void takesARunOverFromAProcessThatWasKilled() throws Exception {
        try (Jvm other = owner(RUN)) {
            assertThat(other.line()).startsWith("owned by");
            other.kill();
            try (var owned = journal.own(RUN)) {
                assertThat(owned.entries()).containsExactly(ENTRY);
                ownedBy("process " + ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void tellsWhoHasTheRunThatIsToBeResumedAndSendsNothing() throws Exception {
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder().journal(journal).build()) {
            RunId run = client.begin(Cloud.request("plant-7").build());
            try (Jvm other = owner(run)) {
                assertThat(other.line()).startsWith("owned by");
                var unfinished =
                        catchThrowableOfType(Unfinished.class, () -> client.resume(run, Duration.ofMinutes(60)));
                assertThat(unfinished)
                        .hasMessageContaining("process " + other.process().pid());
                assertThat(unfinished.runId()).contains(run);
                assertThat(catchThrowableOfType(Unfinished.class, () -> client.advance(run)))
                        .isNotNull();
            }
            assertThat(cloud.simulator.ledger().writes()).isZero();
        }
    }

    @Test
    void refusesARunThatTheJournalDoesNotHave() throws IOException {
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder().journal(journal).build()) {
            var invalid = catchThrowableOfType(Unfinished.class, () -> client.resume(RUN, Duration.ofMinutes(60)));
            assertThat(invalid).hasMessageContaining("no such run");
            assertThat(client.runs()).isEmpty();
            assertThat(client.unfinishedRuns()).extracting(RunSummary::runId).isEmpty();
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).isSubsetOf(".locks");
        }
    }
}
