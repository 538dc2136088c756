package io.github.iothubsdk.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The round as a table and a plot. */
final class ScalePage {

    private static final String START = "<!-- one scale round -->\n";
    private static final String END = "<!-- end of the scale round -->\n";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int EDGE = 50;

    private final List<ScaleRow> rows;

    ScalePage(List<ScaleRow> rows) {
        this.rows = rows;
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                        "| journal | runs | accounts | calls | calls a run | list passes | 429 | orders | payments | wall s | CPU s")
                .append(" | CPU ms a run | heap held MB | threads of ours (all) | median delay s | longest delay s")
                .append(" | writes a run | durable | writes/s a thread |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (ScaleRow row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d | %,d | %.1f | %,d | %d | %,d | %,d | %.0f | %.1f | %.1f | %d | %d (%d) | %.1f | %.1f"
                            + " | %.1f | %.1f | %,.0f |%n",
                    row.journal(),
                    row.runs(),
                    row.accounts(),
                    row.seen().calls(),
                    (double) row.seen().calls() / row.runs(),
                    row.seen().lists(),
                    row.seen().refused(),
                    row.seen().orders(),
                    row.seen().payments(),
                    row.wallSeconds(),
                    row.cpuSeconds(),
                    row.cpuSeconds() * 1_000 / row.runs(),
                    row.heldMegabytes(),
                    row.threadsOfOurs(),
                    row.threads(),
                    row.seen().medianDelay(),
                    row.seen().longestDelay(),
                    row.writesPerRun(),
                    row.durablePerRun(),
                    row.writesPerSecond()));
        }
        return text.toString();
    }

    /** Replaces the round that the page shows, and the plot beside it. */
    void showIn(Path page) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(START) + START.length();
        Files.writeString(page, text.substring(0, from) + table() + text.substring(text.indexOf(END)));
        Files.writeString(page.resolveSibling("scale.svg"), plot());
    }

    /** Per run, over the number of runs, both on logarithmic axes: flat or falling lines are what is wanted. */
    private String plot() {
        List<ScaleRow> growing =
                rows.stream().filter(row -> row.journal().equals("directory")).toList();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + axes(growing)
                + line(
                        growing,
                        "#1f77b4",
                        "calls a run",
                        0,
                        row -> (double) row.seen().calls() / row.runs())
                + line(growing, "#d62728", "CPU ms a run", 1, row -> row.cpuSeconds() * 1_000 / row.runs())
                + line(growing, "#2ca02c", "heap held, MB", 2, ScaleRow::heldMegabytes)
                + line(growing, "#9467bd", "threads of ours", 3, ScaleRow::threadsOfOurs)
                + line(
                        growing,
                        "#ff7f0e",
                        "longest delay, s",
                        4,
                        row -> row.seen().longestDelay())
                + "</svg>\n";
    }

    private static String axes(List<ScaleRow> growing) {
        StringBuilder text = new StringBuilder();
        for (ScaleRow row : growing) {
            text.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%,d runs</text>%n",
                    x(row),
                    HEIGHT - EDGE / 2,
                    row.runs()));
        }
        for (int power = 0; power <= 4; power++) {
            double value = Math.pow(10, power);
            text.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%,.0f</text><path d=\"M%d %.0fH%d\" stroke=\"#ddd\"/>%n",
                    EDGE - 5,
                    y(value) + 4,
                    value,
                    EDGE,
                    y(value),
                    WIDTH - EDGE));
        }
        return text.toString();
    }

    private static String line(
            List<ScaleRow> growing, String colour, String words, int index, ToDoubleFunction<ScaleRow> value) {
        StringBuilder path = new StringBuilder();
        for (ScaleRow row : growing) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f ", path.length() == 0 ? "M" : "L", x(row), y(value.applyAsDouble(row))));
        }
        return String.format(
                Locale.ROOT,
                "<path d=\"%s\" stroke=\"%s\" stroke-width=\"2\" fill=\"none\"/><text x=\"%d\" y=\"20\" fill=\"%s\">%s</text>%n",
                path,
                colour,
                EDGE + index * 115,
                colour,
                words);
    }

    private static double x(ScaleRow row) {
        return EDGE + 40 + Math.log10(row.runs()) * (WIDTH - 2 * EDGE - 80) / 4;
    }

    private static double y(double value) {
        return HEIGHT - EDGE - Math.log10(Math.max(1, value)) * (HEIGHT - 2 * EDGE) / 4;
    }
}
