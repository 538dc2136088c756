package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that go to a full disk, or to somebody who has closed. */
@Timeout(60)
class LostOutputTest {

    /** As /dev/full, or behind a {@code head} that has gone. */
    private static final class Lost extends OutputStream {
        private final String why;

        Lost(String why) {
            this.why = why;
        }

        @Override
        public void write(int one) throws IOException {
            throw new IOException(why);
        }
    }

    private static final String FULL = "No space left on device";
    private static final String CLOSED = "Broken pipe";

    private final Desk desk;

    LostOutputTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private int run(String why, OutputStream err, String... words) {
        String[] args = Stream.concat(
                        Arrays.stream(words),
                        Stream.of("--endpoint", desk.cloud.endpoint().toString(), "--poll-interval", "20ms"))
                .toArray(String[]::new);
        return desk.run(new Lost(why), err, args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --output json",
                "runs",
                "list --watch",
                "show plant-7",
                "wait plant-7 --for running",
                "wait plant-8 --for gone"
            })
    void isNoSuccessOfACommandThatOnlyTells(String command) {
        assertThat(desk.create("plant-7", "--yes").code()).isZero();
        var err = new ByteArrayOutputStream();
        assertThat(run(FULL, err, command.split(" ", -1))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The output could not be written whole.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "help list",
                "list --help",
                "version",
                "--version",
                "generate-completion",
                "generate-completion fish"
            })
    void isNoSuccessOfHelp(String command) {
        var err = new ByteArrayOutputStream();
        assertThat(desk.run(new Lost(FULL), err, command.split(" ", -1))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The output could not be written whole.");
        assertThat(desk.run(new Lost(CLOSED), OutputStream.nullOutputStream(), command.split(" ", -1)))
                .isEqualTo(141);
        assertThat(desk.run(OutputStream.nullOutputStream(), err, command.split(" ", -1)))
                .isZero();
    }

    /** Whoever reads the first line alone is no failure to tell of. */
    @ParameterizedTest
    @ValueSource(
            strings = {"list", "list --output json", "runs", "list --watch", "config", "doctor", "explain plant-7"})
    void isSilentWhereTheReaderHasGone(String command) {
        assertThat(desk.create("plant-7", "--yes").code()).isZero();
        var err = new ByteArrayOutputStream();
        assertThat(run(CLOSED, err, command.split(" ", -1))).isEqualTo(141);
        assertThat(err.size()).isZero();
    }

    @Test
    void changesNothingOfARunThatIsDone() {
        String[] args = Stream.concat(Stream.of("create", "--name", "plant-7", "--yes"), Arrays.stream(Desk.FORM))
                .toArray(String[]::new);
        assertThat(run(FULL, new ByteArrayOutputStream(), args)).isZero();
        assertThat(desk.cloud.ledger().payments()).hasSize(1);
    }
}
