package io.github.iothubsdk.core.internal.words;

/** Texts of others as plain words on one line: nothing that moves a terminal or turns text around, and not for ever. */
public final class Plain {

    /** No sentence of ours is as long. */
    private static final int LONGEST = 8_000;

    private static final String CUT = "...";

    private Plain() {}

    /** The text with blanks joined, other control and format characters as question marks, and cut. */
    public static String of(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length() && plain.length() <= longest) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            add(plain, c);
        }
        return cut(plain, longest);
    }

    /** The text on one line, cut where it is longer than any of ours, to be read as it is but for what would move it. */
    public static String line(String text) {
        if (text.length() <= LONGEST && text.codePoints().noneMatch(Plain::moves)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST + 1L).forEach(c -> plain.appendCodePoint(blank(c) ? ' ' : moves(c) ? '?' : c));
        return cut(plain, LONGEST);
    }

    /** The text as a sentence: with a full stop, unless it ends with a mark of its own. */
    public static String sentence(String text) {
        return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    /** The text as a part of a sentence: without a full stop at its end. */
    public static String clause(String text) {
        return text.endsWith(".") && !text.endsWith("..") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * JSON in which no string holds such a character as it is. Outside of its strings JSON has none but blanks, so that it
     * says the same as before.
     */
    public static String escaped(String json) {
        if (json.codePoints().noneMatch(Plain::moves)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 64);
        json.codePoints().forEach(c -> {
            if (moves(c)) {
                for (char half : Character.toChars(c)) {
                    escaped.append(String.format("\\u%04x", (int) half));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** Whether it moves a terminal, breaks a line, turns text around, or is not seen at all. */
    static boolean moves(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isUnseen(c);
        };
    }

    /** Letters and marks by their type, which nobody sees: fillers, joiners and variation selectors. */
    private static boolean isUnseen(int c) {
        return c == 0x034f // combining grapheme joiner
                || c == 0x115f
                || c == 0x1160 // Hangul fillers, with two more below
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x2800 // empty Braille pattern
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    /** Adds one character of others. */
    static void add(StringBuilder plain, int c) {
        if (!blank(c)) {
            plain.appendCodePoint(moves(c) ? '?' : c);
        } else if (plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }

    static String cut(StringBuilder plain, int longest) {
        if (plain.length() <= longest) {
            return plain.toString();
        }
        boolean halved = Character.isHighSurrogate(plain.charAt(longest - 1));
        return plain.substring(0, halved ? longest - 1 : longest) + CUT;
    }

    private static boolean blank(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
