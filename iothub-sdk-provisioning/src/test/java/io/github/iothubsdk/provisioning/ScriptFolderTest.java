package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaReport;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else has been at the folder in which the script waits for the DBA. */
@Timeout(60)
class ScriptFolderTest {

    private static final SchemaBootstrap DEMO = SchemaBootstrap.of(MariaDbCase.DEMO);
    private static final String RECEIPT =
            "iothub_sdk_bootstrap APPLIED " + MariaDbCase.DEMO.sha256() + " run run-1 tables 12";

    private Path directory = Path.of("");
    private Path elsewhere = Path.of("");

    @BeforeEach
    void prepare(@TempDir Path fresh) {
        directory = fresh.resolve("for the DBA");
        elsewhere = fresh.resolve("elsewhere");
    }

    private SchemaException waits() {
        SchemaException waiting = fails();
        assertThat(waiting.kind()).isEqualTo(Kind.WAITING);
        return waiting;
    }

    private SchemaException fails() {
        SchemaException failed = catchThrowableOfType(SchemaException.class, this::run);
        assertThat(failed).as("the failure").isNotNull();
        return failed;
    }

    private SchemaReport run() {
        return transport().run(Databases.job(DEMO, note -> {}));
    }

    private SchemaTransport transport() {
        return SchemaTransports.scriptFile(directory);
    }

    private Path file(String extension) {
        return directory.resolve("iothub-run-1" + extension);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void isMadeForItsOwnerAloneWithAFileForItsOwnerAlone() throws IOException {
        waits();

        assertThat(rights(directory)).isEqualTo("rwx------");
        assertThat(rights(file(".sql"))).isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void holdsNoScriptThatHasWhatNoneMayHave() {
        SchemaScript unchecked = SchemaScript.of("a store", 9, "ab".repeat(32), () -> "SELECT 1;\nUSE mysql");

        assertThatThrownBy(() -> transport().run(Databases.job(SchemaBootstrap.of(unchecked), note -> {})))
                .hasMessageContaining("The script has USE on line 2");
        assertThat(directory).doesNotExist();
    }

    @Test
    void keepsNothingThatSomebodyPutBeforeTheScript() throws IOException {
        waits();
        String right = Files.readString(file(".sql"));
        Files.writeString(file(".sql"), "SELECT '" + RECEIPT + "'; \\! rm -rf ~\n" + right);

        waits();

        assertThat(Files.readString(file(".sql"))).isEqualTo(right);
    }

    @Test
    void makesAFileThatOthersCouldChangeItsOwnersAgain() throws IOException {
        waits();
        Files.setPosixFilePermissions(file(".sql"), PosixFilePermissions.fromString("rw-rw-rw-"));

        waits();

        assertThat(rights(file(".sql"))).isEqualTo("rw-------");
    }

    @Test
    void takesAReceiptOnlyWhereTheClientPrintsIt() throws IOException {
        waits();
        for (String fake : List.of(
                "receipt\n" + RECEIPT + "\nERROR 1064 (42000) at line 7: You have an error\n",
                RECEIPT + "\nreceipt\niothub_sdk_bootstrap APPLIED " + "0".repeat(64) + " run run-1 tables 12\n",
                RECEIPT + " and more\n",
                RECEIPT.replace("run-1", "run-2") + "\n" + RECEIPT.replace("12", "x") + "\n")) {
            Files.writeString(file(".receipt"), fake);
            waits();
        }
        for (String real : List.of(
                RECEIPT,
                "receipt\r\n" + RECEIPT + "\r\n\r\n",
                "receipt\n" + "x".repeat(17 << 20) + "\n" + RECEIPT + "\n \n")) {
            Files.writeString(file(".receipt"), real);
            assertThat(run()).isEqualTo(SchemaReport.of(MariaDbCase.DEMO.sha256(), 0, 12, Duration.ZERO, false));
        }
    }

    @Test
    void readsAReceiptOfAnyTextInAnInstant() throws IOException {
        waits();
        String line = RECEIPT.replace("run-1", "x".repeat(100));
        Files.writeString(file(".receipt"), (line + "\n \t \n").repeat(20_000) + " ".repeat(4_000_000) + "x");

        waits();
    }

    @Test
    void followsNoLinkThatStandsInThePlaceOfTheFolderTheScriptOrTheReceipt() throws IOException {
        waits();
        String right = Files.readString(file(".sql"));
        Files.writeString(elsewhere, right);
        Files.delete(file(".sql"));
        Files.createSymbolicLink(file(".sql"), elsewhere);

        waits();

        assertThat(Files.isSymbolicLink(file(".sql"))).isFalse();
        assertThat(Files.readString(file(".sql"))).isEqualTo(right);
        Files.writeString(elsewhere, RECEIPT + "\n");
        Files.createSymbolicLink(file(".receipt"), elsewhere);
        assertThat(fails()).hasMessageContaining("iothub-run-1.receipt is a symbolic link");
        Files.delete(file(".receipt"));
        Path other = directory.resolveSibling("other");
        Files.move(directory, other);
        Files.createSymbolicLink(directory, other);
        assertThat(fails()).hasMessageContaining("is a symbolic link");
        assertThat(catchThrowableOfType(
                        SchemaException.class, () -> transport().probe(Databases.job(DEMO, note -> {}))))
                .hasMessageContaining("is a symbolic link");
        assertThat(fails().kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void refusesAFolderThatOthersMayWriteTo() throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(fails()).hasMessageContaining("others may write to it");
    }

    @Test
    void writesNoScriptThatNamesAnotherDatabase() {
        SchemaBootstrap beyond = SchemaBootstrap.of(MariaDbCase.script("SELECT 1;\nDROP TABLE other.precious"));

        SchemaException refused =
                catchThrowableOfType(SchemaException.class, () -> transport().run(Databases.job(beyond, note -> {})));

        assertThat(refused).hasMessageContaining("DROP on line 2 names the database other");
        assertThat(directory).doesNotExist();
    }

    @Test
    void tellsTheClientToObeyNoCommandsOfItsOwnAndToSendNoFiles() throws IOException {
        waits();

        assertThat(Files.readString(file(".sql"))).contains("--loose-binary-mode", "--loose-local-infile=0");
    }
}
