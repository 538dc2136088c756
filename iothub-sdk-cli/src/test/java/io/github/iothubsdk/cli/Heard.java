package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;

/** A shell without a command, on a clock that moves when it is told to, and what is printed to it. */
final class Heard {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Shell shell;
    private final Still time = new Still();

    Heard(Path home) {
        this(home, Screen.none());
    }

    Heard(Path home, Screen screen) {
        var print = new Output(out);
        shell = new Shell(
                print,
                print,
                new Input(InputStream.nullInputStream()),
                screen,
                name -> Optional.empty(),
                home,
                time,
                new Interruption());
    }

    void passes(Duration duration) {
        time.elapsed = time.elapsed.plus(duration);
    }

    Shell shell() {
        return shell;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Stands, but for what it is told. */
    private static final class Still implements TimeSource {
        private Duration elapsed = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.parse("2026-11-22T08:00:00Z").plus(elapsed);
        }

        @Override
        public long nanos() {
            return elapsed.toNanos();
        }

        @Override
        public void pause(Duration duration) {}

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }
    }
}
