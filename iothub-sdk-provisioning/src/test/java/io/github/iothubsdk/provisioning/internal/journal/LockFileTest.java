package io.github.iothubsdk.provisioning.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the lock file and of the owner's note when somebody else changes them. */
class LockFileTest {

    private static final RunId RUN = new RunId("run-1");
    private static final RunId OTHER = new RunId("run-2");

    private static final JournalEntry ENTRY = new JournalEntry(Instant.EPOCH, JournalEntry.Kind.BEGUN, "", "{}");

    private final Path locks;
    private final Path note;
    private final Journal journal;

    LockFileTest(@TempDir Path directory) throws IOException {
        Path real = directory.toRealPath();
        locks = real.resolve(".locks");
        note = real.resolve("run-1.jsonl.owner");
        journal = new DirectoryJournal(real);
    }

    @Test
    void noRunIsTakenByALockThatExcludesNobody() throws IOException {
        try (var owned = journal.own(RUN)) {
            Files.delete(locks);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> journal.own(OTHER))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("somebody has removed or replaced " + locks);
                Files.write(locks, new byte[0]);
            }
            owned.verifyOwnership();
        }
    }

    @Test
    void aLockFileThatNobodyUsesMayGo() throws IOException {
        journal.own(RUN).close();
        Files.delete(locks);
        try (var owned = journal.own(RUN)) {
            assertThat(locks).exists();
            owned.verifyOwnership();
            assertThatThrownBy(() -> journal.own(RUN)).isInstanceOf(JournalException.Owned.class);
        }
    }

    /** A client that makes a run an hour for years must not run out of file handles. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void noHandleOfItIsLeftOpen() throws IOException {
        try (var first = journal.own(RUN)) {
            journal.own(OTHER).close();
            assertThat(handles()).isEqualTo(1);
            first.verifyOwnership();
        }
        journal.reserve("plant-7", RUN, Optional.empty());
        assertThat(handles()).isZero();
    }

    private long handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(each -> leadsTo(each, locks)).count();
        }
    }

    private static boolean leadsTo(Path link, Path to) {
        try {
            return Files.readSymbolicLink(link).equals(to);
        } catch (NoSuchFileException e) {
            return false; // closed meanwhile
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anOwnerWhoseNoteAnotherHasWrittenSaysWho() throws IOException {
        try (var owned = journal.own(RUN)) {
            Files.writeString(note, "process 7 on node b 1234");
            assertThatThrownBy(owned::renew)
                    .isInstanceOf(JournalException.Owned.class)
                    .hasMessageContaining("taken over by process 7 on node b.");
            assertThatThrownBy(owned::verifyOwnership).isInstanceOf(JournalException.Owned.class);
            assertThatThrownBy(() -> owned.append(ENTRY)).isInstanceOf(JournalException.Owned.class);
            for (String nobody : new String[] {"x", " x"}) {
                Files.writeString(note, nobody);
                assertThatThrownBy(owned::renew)
                        .isInstanceOf(JournalException.Owned.class)
                        .hasMessageContaining("taken over by another process.");
            }
            Files.delete(note);
            assertThatThrownBy(owned::renew)
                    .isInstanceOf(JournalException.Owned.class)
                    .hasMessageContaining("somebody who removed " + note);
            Files.createSymbolicLink(note, Files.writeString(note.resolveSibling("planted"), "process 8 1"));
            assertThatThrownBy(owned::renew).hasMessageContaining("somebody who removed " + note);
        }
    }

    @Test
    void anOwnerThatLetsGoLeavesTheNoteOfTheNext() throws IOException {
        Journal.OwnedRun owned = journal.own(RUN);
        Files.writeString(note, "process 7 1234");
        owned.close();
        assertThat(note).hasContent("process 7 1234");
        journal.own(RUN).close();
        assertThat(note).doesNotExist();
    }

    @Test
    void aRunWhoseNoteCannotBeWrittenIsNotKept() throws IOException {
        Files.createDirectories(note.resolve("in the way"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> journal.own(RUN))
                    .isInstanceOf(JournalException.class)
                    .isNotInstanceOf(JournalException.Owned.class);
        }
        Files.delete(note.resolve("in the way"));
        journal.own(RUN).close();
    }

    @Test
    void aRunWhoseFileCannotBeUsedIsNotKept() throws IOException {
        Path file = Files.createDirectory(note.resolveSibling("run-1.jsonl"));
        assertThatThrownBy(() -> journal.own(RUN)).hasMessageContaining("not a regular file");
        Files.delete(file);
        journal.own(RUN).close();
    }
}
