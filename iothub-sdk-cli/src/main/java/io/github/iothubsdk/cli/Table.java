package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.words.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/** Rows under headings; where that is too wide for the screen, one block for each row. */
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
        int[] widths = IntStream.range(0, headings.size()).map(this::widest).toArray();
        if (IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) <= columns) {
            out.println(line(headings, widths));
            rows.forEach(row -> out.println(line(row, widths)));
        } else {
            blocks(out);
        }
    }

    /** Each row as lines of heading and cell. */
    void blocks(Printer out) {
        int widest = headings.stream().mapToInt(Table::width).max().orElse(0);
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) {
                out.println();
            }
            for (int column = 0; column < headings.size(); column++) {
                out.println(
                        (pad(headings.get(column), widest) + GAP + rows.get(i).get(column)).stripTrailing());
            }
        }
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

    private int widest(int column) {
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
