package io.github.iothubsdk.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar on the last line of a terminal: progress, elapsed time and an estimate, redrawn every second. */
final class ProgressLine implements AutoCloseable {

    private final PrintStream out;
    private final ProgressBar bar;

    ProgressLine(PrintStream out, String label, int from, int columns) {
        this.out = out;
        bar = new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(100)
                .setStyle(ProgressBarStyle.ASCII)
                .continuousUpdate() // else the clock stands still until the service tells of progress
                .startsFrom(from, Duration.ZERO)
                .setConsumer(new DelegatingProgressBarConsumer(text -> out.print("\r" + text), columns - 1))
                .build();
    }

    void show(int percent, String status) {
        bar.stepTo(percent).setExtraMessage(status);
    }

    @Override
    public void close() {
        // A bar that is closed by an interrupted thread draws itself later, behind what is said next.
        boolean interrupted = Thread.interrupted();
        bar.close();
        out.println();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
