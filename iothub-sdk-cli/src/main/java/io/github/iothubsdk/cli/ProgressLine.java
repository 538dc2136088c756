package io.github.iothubsdk.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/** The bar on the last line of a terminal: progress, state and how long it has been shown, redrawn every second. */
final class ProgressLine implements AutoCloseable {

    private static final int WIDEST = 20;
    private static final int NARROWEST = 5;

    private final PrintStream out;
    private final ProgressBar bar;

    ProgressLine(PrintStream out, String label, int from, IntSupplier columns) {
        this.out = out;
        bar = new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(100)
                .setRenderer(ProgressLine::rendered)
                .continuousUpdate() // else the clock stands still until the service tells of progress
                .startsFrom(from, Duration.ZERO)
                .setConsumer(new Terminal(out, columns))
                .build();
    }

    /** Such as {@code plant-7  42 % [========>   ] BUILDING, for 6:51}: where it is narrow the bar is shorter, or not there. */
    private static String rendered(ProgressState state, int columns) {
        int percent = (int) state.getCurrent();
        String before = "%s %3d %% ".formatted(state.getTaskName(), percent);
        String after =
                "%s, for %s".formatted(state.getExtraMessage().strip(), Elapsed.clock(state.getElapsedAfterStart()));
        int room = Math.min(WIDEST, columns - Table.width(before + after) - "[] ".length());
        return Table.pad(Table.cut(before + bar(percent, room) + after, columns), columns);
    }

    private static String bar(int percent, int cells) {
        String arrow = percent < 100 ? ">" : "";
        return cells < NARROWEST ? "" : "[" + Table.pad("=".repeat(percent * (cells - 1) / 100) + arrow, cells) + "] ";
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
