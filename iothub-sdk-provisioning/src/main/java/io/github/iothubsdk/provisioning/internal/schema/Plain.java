package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.auth.Secret;
import java.util.function.UnaryOperator;

/** Texts of others as plain words on one line: nothing that moves a terminal or turns text around, and not for ever. */
final class Plain {

    /** What is shorter would mask half of every message. */
    private static final int SHORTEST_SECRET = 4;

    private static final int LONGEST_MESSAGE = 2000;

    private Plain() {}

    /** The text with blanks joined, other control and format characters as question marks, and cut. */
    static String of(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length() && plain.length() <= longest) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                if (plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
                    plain.append(' ');
                }
            } else {
                plain.appendCodePoint(moves(c) ? '?' : c);
            }
        }
        return plain.length() > longest ? plain.substring(0, longest) + "..." : plain.toString();
    }

    /** The whole text on one line, to be read as it is but for what would move or turn it. */
    static String line(String text) {
        return text.codePoints()
                .map(c -> moves(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean moves(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Whole messages, without this secret. */
    static UnaryOperator<String> without(Secret secret) {
        String hidden = secret.reveal();
        return text -> of(hidden.length() < SHORTEST_SECRET ? text : text.replace(hidden, "******"), LONGEST_MESSAGE);
    }

    /**
     * The text with what is from its first opening quote to its last closing one masked: a server quotes a script's own
     * quotes, so pairs of them mean nothing, and it cuts long texts off, so that the last may be missing.
     */
    static String masked(String text) {
        int open = 0;
        while (open < text.length() && !(quote(text, open) && !word(text, open - 1))) {
            open++;
        }
        int close = text.length() - 1;
        while (close > open && !(quote(text, close) && !word(text, close + 1))) {
            close--;
        }
        if (open == text.length()) {
            return text;
        }
        return text.substring(0, open) + "'...'" + (close > open ? text.substring(close + 1) : "");
    }

    private static boolean quote(String text, int at) {
        return text.charAt(at) == '\'' || text.charAt(at) == '"';
    }

    private static boolean word(String text, int at) {
        return at >= 0 && at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
    }
}
