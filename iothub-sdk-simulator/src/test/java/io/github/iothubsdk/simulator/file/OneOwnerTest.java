package io.github.iothubsdk.simulator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.simulator.SimulatorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file has one owner, however it is spelled, in this process and among all. */
@Timeout(60)
class OneOwnerTest {
    private final Path directory;

    OneOwnerTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectory(directory.resolve("x"));
        Files.createSymbolicLink(directory.resolve("link"), directory);
    }

    /** In vain in this process, it must not let another in either: a lock is lost when any channel of its file is closed. */
    @ParameterizedTest
    @CsvSource({
        "./s, s",
        "s, ./s",
        "x/../s, s",
        "link/s, s",
        "s, link/s",
        "link/./s, x/../s",
    })
    void isOneHoweverItIsSpelled(String first, String second) throws Exception {
        try (KeptFile file = KeptFile.open(directory.resolve(first))) {
            isInUse(second);
            file.write("kept");
            isInUse(second);
            isInUse(first);
            assertThat(otherProcess(second)).contains("is in use: one simulator at a time");
        }
        try (KeptFile file = KeptFile.open(directory.resolve(second))) {
            assertThat(file.read()).contains("kept");
        }
    }

    @Test
    void isTheLocksFileWhateverItIsCalled() throws Exception {
        try (KeptFile file = KeptFile.open(directory.resolve("s"))) {
            Files.createLink(directory.resolve("hard.lock"), directory.resolve("s.lock"));
            Files.createSymbolicLink(directory.resolve("soft.lock"), directory.resolve("s.lock"));
            isInUse("hard");
            isInUse("soft");
            assertThat(otherProcess("s")).contains("is in use: one simulator at a time");
            file.write("kept");
        }
        KeptFile.open(directory.resolve("hard")).close();
    }

    private void isInUse(String spelled) {
        assertThatThrownBy(() -> KeptFile.open(directory.resolve(spelled)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(directory.resolve(spelled) + " is in use: one simulator at a time");
    }

    private String otherProcess(String spelled) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SimulatorMain.class.getName(),
                        "--state",
                        directory.resolve(spelled).toString())
                .redirectErrorStream(true)
                .start();
        program.getOutputStream().close();
        try (var said = program.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder all = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                all.append(line).append('\n');
                if (line.contains("http://")) {
                    break; // it has the file, and serves
                }
            }
            return all.toString();
        } finally {
            program.destroyForcibly();
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
