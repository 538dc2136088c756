package io.github.iothubsdk.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar on the last line of a terminal: progress, elapsed time and an estimate, redrawn every second. */
final class ProgressLine implements AutoCloseable {

    private final PrintStream out;
    private final ProgressBar bar;

    ProgressLine(PrintStream out, String label, int from, IntSupplier columns) {
        this.out = out;
        bar = new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(100)
                .setStyle(ProgressBarStyle.ASCII)
                .continuousUpdate() // else the clock stands still until the service tells of progress
                .startsFrom(from, Duration.ZERO)
                .setConsumer(new Terminal(out, columns))
                .build();
    }

    /** Asks how wide it is whenever the bar is drawn. */
    private record Terminal(PrintStream out, IntSupplier columns) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return columns.getAsInt() - 1;
        }

        @Override
        public void accept(String text) {
            out.print("\r" + text);
        }

        @Override
        public void close() {}
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
