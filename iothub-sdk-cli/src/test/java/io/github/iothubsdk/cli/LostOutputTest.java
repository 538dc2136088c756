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

    /** As /dev/full. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private final Desk desk;

    LostOutputTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private int run(OutputStream err, String... words) {
        String[] args = Stream.concat(
                        Arrays.stream(words),
                        Stream.of("--endpoint", desk.cloud.endpoint().toString(), "--poll-interval", "20ms"))
                .toArray(String[]::new);
        return desk.run(new Full(), err, args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --output json", "runs", "list --watch"})
    void isNoSuccessOfACommandThatOnlyTells(String command) {
        assertThat(desk.create("plant-7", "--yes").code()).isZero();
        var err = new ByteArrayOutputStream();
        assertThat(run(err, command.split(" "))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The output could not be written whole.");
    }

    @Test
    void changesNothingOfARunThatIsDone() {
        String[] args = Stream.concat(Stream.of("create", "--name", "plant-7", "--yes"), Arrays.stream(Desk.FORM))
                .toArray(String[]::new);
        assertThat(run(new ByteArrayOutputStream(), args)).isZero();
        assertThat(desk.cloud.ledger().payments()).hasSize(1);
    }
}
