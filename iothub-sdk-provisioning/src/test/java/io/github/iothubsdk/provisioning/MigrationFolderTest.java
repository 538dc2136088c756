package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the folder of a migration tool before and after the SDK has written to it. */
@Timeout(60)
class MigrationFolderTest {

    private static final SchemaBootstrap DEMO = SchemaBootstrap.of(MariaDbCase.DEMO);
    private static final String TITLE =
            "iot_hub_schema_" + MariaDbCase.DEMO.sha256().substring(0, 8) + ".sql";

    private Path directory = Path.of("");

    @BeforeEach
    void prepare(@TempDir Path fresh) {
        directory = fresh.resolve("db").resolve("migration");
    }

    /** Nobody has applied anything. */
    private static final class Blank implements SchemaInspector {
        @Override
        public String look(SchemaJob job) {
            return "empty";
        }

        @Override
        public Optional<SchemaReport> applied(SchemaJob job) {
            return Optional.empty();
        }
    }

    private SchemaException run(SchemaBootstrap wanted) {
        SchemaException failed = catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.migration(directory, MigrationTool.FLYWAY, new Blank())
                        .run(Databases.job(wanted, note -> {})));
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    private void waits() {
        assertThat(run(DEMO))
                .satisfies(failed ->
                        assertThat(failed.kind()).as(failed.getMessage()).isEqualTo(Kind.WAITING));
    }

    private List<String> names() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private Path only() throws IOException {
        List<String> names = names();
        assertThat(names).hasSize(2);
        assertThat(names.get(1)).isEqualTo(names.get(0) + ".conf");
        return directory.resolve(names.get(0));
    }

    @Test
    void isMadeForItsOwnerAloneAndKeepsOneFileHoweverOftenItIsAsked() throws IOException {
        waits();
        Path file = only();
        FileTime written = Files.getLastModifiedTime(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        for (int i = 0; i < 3; i++) {
            waits();
        }

        assertThat(only()).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    /** Whoever died before the file was there left a claim, and the next takes the version from that. */
    @Test
    void goesOnWhereARunWasCutOffBetweenClaimAndFile() throws IOException {
        Files.createDirectories(directory);
        Path claim = Files.createFile(
                directory.resolve(".iothub-sdk-" + MariaDbCase.DEMO.sha256().substring(0, 8) + ".claim"));
        Files.setLastModifiedTime(claim, FileTime.from(Instant.parse("2026-11-28T03:15:00Z")));
        String name =
                "V20261128031500." + Integer.parseInt(MariaDbCase.DEMO.sha256().substring(0, 6), 16) + "__" + TITLE;
        Path conf = Files.writeString(directory.resolve(name + ".conf"), "placeholderReplacement=false\n");

        waits();

        assertThat(names()).containsExactly(name, directory.relativize(conf).toString());
    }

    @Test
    void holdsOneFileWhateverNumberOfRunsWriteItAtOnce() throws Exception {
        int runs = 8;
        for (int round = 0; round < 20; round++) {
            CyclicBarrier all = new CyclicBarrier(runs);
            List<FutureTask<SchemaException>> tasks = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                FutureTask<SchemaException> task = new FutureTask<>(() -> {
                    all.await();
                    return run(DEMO);
                });
                tasks.add(task);
                new Thread(task, "run " + i).start();
            }
            for (FutureTask<SchemaException> task : tasks) {
                assertThat(task.get().kind()).as(task.get().getMessage()).isEqualTo(Kind.WAITING);
            }
            Path file = only();
            Files.delete(file);
            Files.delete(file.resolveSibling(file.getFileName() + ".conf"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "V3__a.sql, V3.",
        "V007__a.sql, V7.",
        "V1.2__a.sql, V1.2.",
        "V2_9__a.sql, V2.9.",
        "V20261127__a.sql, V20261127.",
        "V20261101000000__a.sql, V20",
        "V99991231235959__a.sql, V99991231235959.",
        "R__view.sql, V20",
        "readme.sql, V20"
    })
    void takesAVersionBehindThoseThatAreThereAndBeforeAllThatComeNext(String there, String begin) throws IOException {
        Files.createDirectories(directory.resolve("deep"));
        Files.writeString(directory.resolve("deep").resolve(there), "SELECT 1;");

        waits();

        assertThat(names()).hasSize(3).anyMatch(name -> name.startsWith(begin) && name.endsWith("__" + TITLE));
    }

    @Test
    void knowsItsFileUnderAnotherNameInAnotherPlace() throws IOException {
        waits();
        Path moved = Files.createDirectories(directory.resolve("v2")).resolve("V8__hub.sql");
        Files.move(only(), moved);

        assertThat(run(DEMO)).hasMessageContaining("has to run " + moved);

        assertThat(names()).contains("v2/V8__hub.sql", "v2/V8__hub.sql.conf").hasSize(3);
    }

    @Test
    void refusesAFileThatWasChangedAndASecondOne() throws IOException {
        waits();
        Path file = only();
        String right = Files.readString(file);
        for (String other : List.of(right + " ", right.replace("\n", "\r\n"), right.substring(0, right.length() / 2))) {
            Files.writeString(file, other);
            assertThat(run(DEMO)).hasMessageStartingWith(file + " is there with other content");
            assertThat(Files.readString(file)).isEqualTo(other);
        }
        Files.writeString(file, "-- of the team's\n".repeat(500) + right);
        assertThat(run(DEMO)).hasMessageStartingWith(file + " is there with other content");
        Files.writeString(file, right);
        assertThat(run(DEMO.allowReplacingData())).hasMessageStartingWith(file + " is there with other content");
        Files.copy(file, directory.resolve("V1__copy.sql"));
        assertThat(run(DEMO)).hasMessageStartingWith("Two files hold this script: ");
        assertThat(run(DEMO).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void leavesWhatOthersHavePutWhereItsFileWouldBe() throws IOException {
        Files.createDirectories(directory);
        Path theirs = Files.writeString(directory.resolve(TITLE), "SELECT 'theirs';");
        SchemaException refused = catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.migration(directory, MigrationTool.LIQUIBASE, new Blank())
                        .run(Databases.job(DEMO, note -> {})));

        assertThat(refused).hasMessageStartingWith(theirs + " is there with other content");
        assertThat(Files.readString(theirs)).isEqualTo("SELECT 'theirs';");
    }

    @Test
    void followsNoLinkAndUsesNoFolderThatOthersMayWriteTo() throws IOException {
        waits();
        Path other = directory.resolveSibling("other");
        Files.move(directory, other);
        Files.createSymbolicLink(directory, other);
        assertThat(run(DEMO)).hasMessageContaining("is a symbolic link");
        Files.delete(directory);
        Files.move(other, directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(run(DEMO)).hasMessageContaining("others may write to it");
    }

    @Test
    void saysInThePreflightThatTheFolderCannotBeWritten() throws IOException {
        Files.createDirectories(directory.getParent());
        Files.writeString(directory, "a file");
        SchemaException refused = catchThrowableOfType(
                SchemaException.class,
                () -> SchemaTransports.migration(directory, MigrationTool.FLYWAY, new Blank())
                        .probe(Databases.job(DEMO, note -> {})));

        assertThat(refused).hasMessageContaining("cannot be written to " + directory);
        assertThat(run(DEMO).kind()).isEqualTo(Kind.REFUSED);
    }
}
