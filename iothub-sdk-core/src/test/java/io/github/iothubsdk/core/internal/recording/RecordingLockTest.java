package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.support.VirtualTime;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who else may write into a recording, as another process sees it. */
@Timeout(60)
class RecordingLockTest {

    private static final int GOT_IT = 10;
    private static final int REFUSED = 11;

    private final Path directory;

    RecordingLockTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Another process, which asks for the lock. */
    static final class Other {
        public static void main(String[] args) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(args[0], "rw")) {
                System.exit(file.getChannel().tryLock() == null ? REFUSED : GOT_IT);
            }
        }

        private Other() {}

        static int asks(Path file) throws Exception {
            Path classes = Path.of(Other.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classes.toString(),
                            Other.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static Recording open(Path file) {
        return Recording.open(
                new RecordingSettings(file, Map.of(), Set.of()), "0.1", new VirtualTime(), new KnownSecrets());
    }

    private static void refuses(Path file) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another client records into it");
    }

    @Test
    void isKeptWhenASecondClientOfThisProcessIsRefused() throws Exception {
        Path file = directory.resolve("shared.jsonl");
        try (Recording first = open(file)) {
            assertThat(first).isNotNull();
            assertThat(Other.asks(file)).isEqualTo(REFUSED);
            refuses(file);

            assertThat(Other.asks(file)).isEqualTo(REFUSED);
        }
        assertThat(Other.asks(file)).isEqualTo(GOT_IT);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // links are POSIX's
    void isKeptUnderEachNameOfTheFile() throws Exception {
        Path file = directory.resolve("shared.jsonl");
        try (Recording first = open(file)) {
            assertThat(first).isNotNull();
            refuses(Files.createLink(directory.resolve("other-name.jsonl"), file));
            refuses(directory.resolve("../" + directory.getFileName() + "/shared.jsonl"));

            assertThat(Other.asks(file)).isEqualTo(REFUSED);
        }
    }

    @Test
    void isFreeAgainAfterEachRefusal() throws IOException {
        Path file = Files.writeString(directory.resolve("hub.yaml"), "name: plant-7");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(file)).hasMessageContaining("is no recording");
        }
        Files.writeString(file, "");
        open(file).close();
        open(file).close();
    }
}
