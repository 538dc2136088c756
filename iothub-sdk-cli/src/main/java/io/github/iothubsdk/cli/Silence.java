package io.github.iothubsdk.cli;

import io.github.iothubsdk.cli.OutputOptions.Form;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

/** Tells a person who has seen nothing for a while that something is done all the same: a slow service is asked again. */
final class Silence implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Shell shell;
    private Optional<Future<?>> end = Optional.empty();

    Silence(Shell shell) {
        this.shell = shell;
    }

    /** From now on; programs are told nothing. */
    void begins(Form form) {
        if (shell.screen().interactive() && form == Form.text) {
            end = Optional.of(shell.timeSource().schedule(LONGEST, this::tell));
        }
    }

    private void tell() {
        if (shell.out().isSilent()) {
            shell.errors()
                    .println("iothub: Nothing to tell for " + LONGEST.toSeconds()
                            + " s: the service is waited for, or asked again. Ctrl-C ends it.");
        }
    }

    @Override
    public void close() {
        end.ifPresent(task -> task.cancel(false));
    }
}
