package io.github.iothubsdk.simulator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
    @Test
    void writesNothingThatItWouldNotRead(@TempDir Path directory) {
        try (KeptFile file = KeptFile.open(directory.resolve("s"), 1_000)) {
            file.write("small");
            assertThatThrownBy(() -> file.write("x".repeat(1_000)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("larger than 1000 bytes");
            assertThat(file.read()).contains("small");
            assertThat(directory.resolve("s.new")).doesNotExist();
        }
    }
}
