package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * What results are shown on.
 *
 * @param interactive whether a person sits before it: both ends are a terminal
 * @param moves whether the cursor can be moved: a terminal that is not dumb
 * @param colour whether it may be coloured
 * @param width how wide it is now; without limit when it is no terminal
 */
record Screen(boolean interactive, boolean moves, boolean colour, IntSupplier width) {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;

    Screen(boolean interactive, boolean moves, boolean colour, int columns) {
        this(interactive, moves, colour, () -> columns);
    }

    /** How wide it is now; a terminal may be made narrower at any time. */
    int columns() {
        return width.getAsInt();
    }

    /** A file, a pipe or a CI log. */
    static Screen none() {
        return new Screen(false, false, false, Integer.MAX_VALUE);
    }

    /** Looks at the process's own terminal; NO_COLOR and TERM are the usual conventions. */
    @SuppressWarnings("SystemConsoleNull") // with this console, null still says that there is no terminal
    static Screen detect(Function<String, Optional<String>> env) {
        System.setProperty("jdk.console", "java.base");
        if (System.console() == null) {
            return none();
        }
        boolean moves = env.apply("TERM").filter(kind -> !kind.equals("dumb")).isPresent();
        boolean plain = env.apply("NO_COLOR").filter(wish -> !wish.isEmpty()).isPresent();
        return new Screen(true, moves, moves && !plain, width(env, TimeSource.system()));
    }

    /** Text in a colour, such as {@code green}, where colours are wanted. */
    String paint(String colour, String text) {
        return this.colour ? Ansi.ON.string("@|" + colour + " " + text + "|@") : text;
    }

    private static IntSupplier width(Function<String, Optional<String>> env, TimeSource timeSource) {
        Optional<String> told = env.apply("COLUMNS");
        if (told.isPresent()) {
            int columns = columns("0 " + told.get()).orElse(USUAL);
            return () -> columns;
        }
        return new Measured(timeSource);
    }

    private static OptionalInt columns(String size) {
        String columns = size.substring(size.indexOf(' ') + 1).trim();
        return columns.matches("\\d{1,4}") && Integer.parseInt(columns) >= NARROWEST
                ? OptionalInt.of(Integer.parseInt(columns))
                : OptionalInt.empty();
    }

    /** Measured by another program, so at most once a second. Thread-safe. */
    private static final class Measured implements IntSupplier {

        private static final long OFTEN = Duration.ofSeconds(1).toNanos();

        private record Width(int columns, long at) {}

        private final TimeSource timeSource;
        private volatile Width last;

        Measured(TimeSource timeSource) {
            this.timeSource = timeSource;
            last = measured(USUAL);
        }

        @Override
        public int getAsInt() {
            if (timeSource.nanos() - last.at() >= OFTEN) {
                last = measured(last.columns());
            }
            return last.columns();
        }

        private Width measured(int otherwise) {
            return new Width(columns(sizeByStty()).orElse(otherwise), timeSource.nanos());
        }
    }

    /** Rows and columns of the terminal on standard input, or nothing where there is no {@code stty}. */
    private static String sizeByStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return stty.waitFor(1, TimeUnit.SECONDS) ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
