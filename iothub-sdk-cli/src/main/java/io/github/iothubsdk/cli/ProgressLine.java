package io.github.iothubsdk.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/** The bar on the last line of a terminal: progress, state and since when it is waited for, redrawn every second. */
final class ProgressLine implements AutoCloseable {

    private static final int WIDEST = 20;
    private static final int NARROWEST = 5;
    private static final String CUT = "...";

    /** What is left of a longer line before: written as blanks it would break where the terminal is made narrower. */
    private static final String ERASE = "\u001b[K";

    private final PrintStream out;
    private final ProgressBar bar;

    ProgressLine(PrintStream out, String label, int from, Duration before, IntSupplier columns) {
        this.out = out;
        bar = new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(100)
                .setRenderer(ProgressLine::rendered)
                .continuousUpdate() // else the clock stands still until the service tells of progress
                .startsFrom(from, before)
                .setConsumer(new Terminal(out, columns))
                .build();
    }

    /**
     * Such as {@code plant-7  42 % [========>   ] BUILDING, for 6:51}: where it is narrow the bar is shorter, or not there, and
     * then the name is cut.
     */
    private static String rendered(ProgressState state, int columns) {
        int percent = (int) state.getCurrent();
        String number = " %3d %% ".formatted(percent);
        String after = "%s, for %s".formatted(state.getExtraMessage().strip(), Elapsed.clock(state.getTotalElapsed()));
        String name = shortened(state.getTaskName(), columns - Table.width(number + after));
        int room = Math.min(WIDEST, columns - Table.width(name + number + after) - "[] ".length());
        return Table.cut(name + number + bar(percent, room) + after, columns);
    }

    private static String shortened(String name, int cells) {
        return Table.width(name) <= cells ? name : Table.cut(name, Math.max(0, cells - CUT.length())) + CUT;
    }

    private static String bar(int percent, int cells) {
        if (cells < NARROWEST) {
            return "";
        }
        String done = percent < 100 ? "=".repeat(percent * (cells - 1) / 100) + ">" : "=".repeat(cells);
        return "[" + Table.pad(done, cells) + "] ";
    }

    /** Asks how wide it is whenever the bar is drawn. */
    private record Terminal(PrintStream out, IntSupplier columns) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return columns.getAsInt() - 1;
        }

        @Override
        public void accept(String text) {
            out.print("\r" + text + ERASE);
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
