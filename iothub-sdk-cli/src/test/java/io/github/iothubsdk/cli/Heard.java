package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;

/** A shell without a command, on a clock that stands still, and what is printed to it. */
final class Heard {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Shell shell;

    Heard(Path home) {
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        shell = new Shell(
                print,
                print,
                new BufferedReader(new StringReader("")),
                Screen.none(),
                name -> Optional.empty(),
                home,
                new Still(),
                new Interruption());
    }

    Shell shell() {
        return shell;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Always the same moment. */
    private static final class Still implements TimeSource {
        @Override
        public Instant now() {
            return Instant.parse("2026-11-22T08:00:00Z");
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void pause(Duration duration) {}

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }
    }
}
