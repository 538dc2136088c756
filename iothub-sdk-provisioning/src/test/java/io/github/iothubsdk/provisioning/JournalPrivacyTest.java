package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.JournalEntry;
import io.github.iothubsdk.provisioning.spi.JournalEntry.Kind;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other users of the machine can do to a journal in a directory: nothing, not even look. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class JournalPrivacyTest {

    private static final RunId RUN = new RunId("run-1");
    private static final JournalEntry BEGUN = new JournalEntry(Instant.EPOCH, Kind.BEGUN, "", "{}");

    private final Path directory;
    private final Path elsewhere;
    private final Journal journal;

    JournalPrivacyTest(@TempDir Path home) throws IOException {
        directory = home.resolve("journal");
        elsewhere = Files.writeString(home.resolve("precious"), "precious\n");
        journal = Journals.inDirectory(directory);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void chmod(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private void useIt() {
        journal.reserve("plant-7", RUN, Optional.empty());
        try (var owned = journal.own(RUN)) {
            if (owned.entries().isEmpty()) {
                owned.append(BEGUN);
            }
        }
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        journal.reserve("plant-7", RUN, Optional.empty());
        try (var owned = journal.own(RUN)) {
            owned.append(BEGUN);
            assertThat(rights(directory)).isEqualTo("rwx------");
            assertThat(files())
                    .extracting(path -> path.getFileName().toString())
                    .containsExactlyInAnyOrder(".locks", "names.log", "run-1.jsonl", "run-1.jsonl.owner");
            for (Path file : files()) {
                assertThat(rights(file)).as(file.toString()).isEqualTo("rw-------");
            }
        }
    }

    /** One that may open the lock file may hold a lock on it for ever, and nothing is bought any more. */
    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxrwx"})
    void isMadeSoWhenItWasWider(String wide) throws IOException {
        useIt();
        chmod(directory, wide);
        for (Path file : files()) {
            chmod(file, "rw-rw-rw-");
        }
        useIt();
        assertThat(journal.read(RUN)).containsExactly(BEGUN);
        assertThat(rights(directory)).isEqualTo("rwx------");
        assertThat(files()).hasSize(3);
        for (Path file : files()) {
            assertThat(rights(file)).as(file.toString()).isEqualTo("rw-------");
        }
    }

    @Test
    void isMadeSoByWhoeverOnlyLooks() throws IOException {
        useIt();
        chmod(directory, "rwxr-xr-x");
        assertThat(journal.runs()).containsExactly(RUN);
        assertThat(rights(directory)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {".locks", "names.log", "run-1.jsonl"})
    void followsNoLinkThatWasPlanted(String name) throws IOException {
        Files.createDirectory(directory);
        Files.createSymbolicLink(directory.resolve(name), elsewhere);
        assertThatThrownBy(this::useIt)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(directory.resolve(name) + " is not used")
                .hasMessageContaining("symbolic link")
                .hasMessageContaining("Nothing was sent");
        assertThat(elsewhere).hasContent("precious");
        assertThat(rights(elsewhere)).isNotEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run-1.jsonl.new", "run-1.jsonl.owner"})
    void replacesALinkThatWasPlantedWhereNothingIsKept(String name) throws IOException {
        Files.createDirectory(directory);
        Files.createSymbolicLink(directory.resolve(name), elsewhere);
        useIt();
        assertThat(elsewhere).hasContent("precious");
        assertThat(journal.read(RUN)).containsExactly(BEGUN);
        assertThat(directory.resolve("run-1.jsonl")).isRegularFile();
        assertThat(Files.isSymbolicLink(directory.resolve("run-1.jsonl"))).isFalse();
    }

    /** What is in it may be anybody's, and is not deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"run-1.jsonl.new", "run-1.jsonl.owner"})
    void saysThatADirectoryIsInTheWayWhereNothingIsKept(String name) throws IOException {
        Path planted = directory.resolve(name);
        Files.createDirectories(planted.resolve("full"));
        assertThatThrownBy(this::useIt)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(planted + " is not used for the journal: it is a directory with something in it");
        assertThat(planted.resolve("full")).isDirectory();
    }

    @Test
    void tellsALinkInTheFileOfARunAsOneThatCannotBeRead() throws IOException {
        useIt();
        Files.createSymbolicLink(directory.resolve("run-2.jsonl"), elsewhere);
        assertThat(journal.runs()).containsExactlyInAnyOrder(RUN, new RunId("run-2"));
        assertThatThrownBy(() -> journal.read(new RunId("run-2")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("symbolic link");
        try (var cloud = new Cloud();
                var client = cloud.builder().journal(journal).build()) {
            assertThat(client.runs()).hasSize(2);
        }
    }

    /** Opening a pipe waits for somebody who writes to it. */
    @ParameterizedTest
    @ValueSource(strings = {".locks", "names.log", "run-1.jsonl", "run-1.jsonl.owner"})
    void doesNotWaitForAPipe(String name) throws Exception {
        Files.createDirectory(directory);
        Process make = new ProcessBuilder("mkfifo", directory.resolve(name).toString()).start();
        assertThat(make.waitFor()).isZero();
        if (name.endsWith(".owner")) {
            useIt();
        } else {
            assertThatThrownBy(this::useIt)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("not a regular file");
        }
    }

    @Test
    void followsALinkToItsDirectoryThatIsItsOwn() throws IOException {
        Path real = Files.createDirectory(directory.resolveSibling("real"));
        Files.createSymbolicLink(directory, real);
        useIt();
        assertThat(real.resolve("run-1.jsonl")).exists();
        assertThat(rights(real)).isEqualTo("rwx------");
    }

    private static void giveAway(Path path) throws IOException {
        var users = path.getFileSystem().getUserPrincipalLookupService();
        try {
            Files.getFileAttributeView(
                            path, java.nio.file.attribute.PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(users.lookupPrincipalByName("nobody"));
        } catch (IOException e) {
            assumeThat(e).as("only the superuser may give files away").isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".locks", "names.log", "run-1.jsonl"})
    void isNotUsedWhereItIsSomebodyElses(String name) throws IOException {
        useIt();
        giveAway(directory.resolve(name).normalize());
        assertThatThrownBy(this::useIt)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(directory.resolve(name).normalize() + " is not used")
                .hasMessageContaining("belongs to nobody");
    }

    @Test
    void isNotUsedWhereSomebodyElseHasLinkedItsDirectory() throws IOException {
        Path real = Files.createDirectory(directory.resolveSibling("real"));
        Files.createSymbolicLink(directory, real);
        giveAway(directory);
        assertThatThrownBy(this::useIt).isInstanceOf(JournalException.class).hasMessageContaining("belongs to nobody");
        assertThat(real).isEmptyDirectory();
    }
}
