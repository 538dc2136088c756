package io.github.iothubsdk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks a text into lines for a terminal: at blanks, and beside Chinese characters, which fill two cells each. */
final class Wrapping {

    /** In less room than this, broken lines are hard to read. */
    private static final int NARROWEST = 24;

    /** Pasted in two pieces, the first would run without the options of the second, such as its endpoint. */
    private static final Pattern COMMAND = Pattern.compile("iothub ([a-z-]+ -|(resume|abandon|resolve) )");

    /** What begins no line. */
    private static final String CLOSING = "、。，．：；！？）］｝」』】》〉”’…—·%";

    /** What ends no line. */
    private static final String OPENING = "（［｛「『【《〈“‘";

    private Wrapping() {}

    /** Prints it behind this, and what does not fit below it; secrets are taken out first, while each is in one piece. */
    static void print(Printer out, String lead, String text, int columns) {
        String plain = out.plain(text);
        int indent = Table.width(lead);
        String before = lead;
        for (String line : mayBreak(plain, columns - indent) ? lines(plain, columns - indent) : List.of(plain)) {
            out.println((before + line).stripTrailing());
            before = " ".repeat(indent);
        }
    }

    /** Not where there is little room, nor in what holds a command to be pasted. */
    static boolean mayBreak(String text, int room) {
        return Table.width(text) <= room
                || (room >= NARROWEST && !COMMAND.matcher(text).find());
    }

    /** Lines of at most so many cells, at least two; a word that is longer than a line is cut. */
    static List<String> lines(String text, int cells) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (Table.width(rest) > cells) {
            int end = end(rest, cells);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** Where the first line ends. */
    private static int end(String text, int cells) {
        int fits = Math.max(Table.cut(text, cells).length(), Character.charCount(text.codePointAt(0)));
        for (int end = fits; end > 0; end = text.offsetByCodePoints(end, -1)) {
            if (mayEnd(text, end)) {
                return end;
            }
        }
        return fits;
    }

    private static boolean mayEnd(String text, int at) {
        int before = text.codePointBefore(at);
        int behind = text.codePointAt(at);
        if (before == ' ' || behind == ' ') {
            return true;
        }
        boolean wide = isWide(before) || isWide(behind);
        return wide
                && Table.width(Character.toString(behind)) > 0
                && CLOSING.indexOf(behind) < 0
                && OPENING.indexOf(before) < 0;
    }

    private static boolean isWide(int point) {
        return Table.width(Character.toString(point)) == 2;
    }
}
