package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/**
 * Rows under headings. Where that is too wide for the screen, the last column is broken into lines; where this leaves it too
 * little room, each row is a block. A cell with a command to be pasted is never broken: the terminal does that.
 */
final class Table {

    private static final String GAP = "  ";

    /** Of one cell: more than any name or description that the service takes. */
    private static final int LONGEST = 500;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    Table row(String... cells) {
        rows.add(Stream.of(cells).map(cell -> Plain.of(cell, LONGEST)).toList());
        return this;
    }

    void print(Printer out, int columns) {
        List<List<String>> shown = shown(out);
        int last = headings.size() - 1;
        int[] widths = IntStream.rangeClosed(0, last)
                .map(column -> widest(column, shown))
                .toArray();
        int before = IntStream.of(widths)
                .limit(last)
                .map(width -> width + GAP.length())
                .sum();
        int room = columns - before;
        boolean fits = widths[last] <= room;
        if (!fits && !shown.stream().allMatch(row -> Wrapping.mayBreak(row.get(last), room))) {
            blocks(out, columns);
            return;
        }
        out.println(line(headings, widths));
        for (List<String> row : shown) {
            List<String> lines = Wrapping.lines(row.get(last), room);
            List<String> first = new ArrayList<>(row);
            first.set(last, lines.get(0));
            out.println(line(first, widths));
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(before) + line));
        }
    }

    /** Each row as lines of heading and cell. */
    void blocks(Printer out, int columns) {
        int widest = headings.stream().mapToInt(Table::width).max().orElse(0);
        boolean between = false;
        for (List<String> row : shown(out)) {
            if (between) {
                out.println();
            }
            between = true;
            for (int column = 0; column < headings.size(); column++) {
                Wrapping.print(out, pad(headings.get(column), widest) + GAP, row.get(column), columns);
            }
        }
    }

    /** Before they are broken into lines: neither half of a secret would be known as one. */
    private List<List<String>> shown(Printer out) {
        return rows.stream().map(row -> row.stream().map(out::plain).toList()).toList();
    }

    /** How many cells of a terminal it fills: Chinese characters fill two each. */
    static int width(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }

    /** As much of it as fits into so many cells. */
    static String cut(String text, int cells) {
        int end = 0;
        for (int used = 0; end < text.length(); ) {
            int point = text.codePointAt(end);
            used += Math.max(0, WCWidth.wcwidth(point));
            if (used > cells) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    private int widest(int column, List<List<String>> rows) {
        int widest = rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
        return Math.max(widest, width(headings.get(column)));
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append(pad(cells.get(column), widths[column])).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
