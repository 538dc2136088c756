package io.github.iothubsdk.core.internal.words;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One character as somebody has escaped it for JSON, SQL, an address, a form, HTML or XML. Each of them escapes other
 * characters, so that texts are read character by character.
 *
 * @param character what it stands for
 * @param end where it ends
 */
record Escape(String character, int end) {

    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");
    private static final Map<Character, String> CONTROLS =
            Map.of('n', "\n", 'r', "\r", 't', "\t", 'b', "\b", 'f', "\f", '0', "\0");

    /** The longest, a number of six hexadecimal digits or four bytes in percent signs, has no more characters. */
    private static final int LONGEST = 12;

    /** The one that begins here; null where none does. */
    static @Nullable Escape at(String text, int at) {
        return switch (text.charAt(at)) {
            case '\\' -> backslash(text, at + 1);
            case '%' -> percent(text, at);
            case '&' -> entity(text, at + 1);
            case '+' -> new Escape(" ", at + 1);
            case '\'' -> text.startsWith("''", at) ? new Escape("'", at + 2) : null;
            default -> null;
        };
    }

    /** Whether this stands for what is in this secret there. */
    boolean isIn(String secret, int from) {
        return secret.regionMatches(true, from, character, 0, character.length());
    }

    /** Whether somebody has cut the text off here, which may be in the middle of an escape. */
    static boolean isCutOff(String text, int at) {
        int end = at;
        if (at < text.length() && "\\%&".indexOf(text.charAt(at)) >= 0) {
            end++;
            while (end < text.length() && end < at + LONGEST && isPart(text.charAt(end))) {
                end++;
            }
        }
        return end == text.length() || text.startsWith("...", end);
    }

    private static boolean isPart(char c) {
        return c == '#' || c == '%' || (c < 0x7f && Character.isLetterOrDigit(c));
    }

    private static @Nullable Escape backslash(String text, int at) {
        if (at == text.length()) {
            return null;
        }
        char c = text.charAt(at);
        if (c == 'u' || c == 'U') {
            int unit = number(text, at + 1, at + 5, 16);
            return unit < 0 ? null : new Escape(String.valueOf((char) unit), at + 5);
        }
        String control = CONTROLS.get(Character.toLowerCase(c));
        if (control != null) {
            return new Escape(control, at + 1);
        }
        return Character.isLetterOrDigit(c) ? null : new Escape(String.valueOf(c), at + 1);
    }

    private static @Nullable Escape percent(String text, int at) {
        int first = octet(text, at);
        if (first < 0x80) {
            return first < 0 ? null : new Escape(String.valueOf((char) first), at + 3);
        }
        byte[] bytes = new byte[first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int octet = octet(text, at + 3 * i);
            if (octet < 0) {
                return null;
            }
            bytes[i] = (byte) octet;
        }
        return new Escape(new String(bytes, StandardCharsets.UTF_8), at + 3 * bytes.length);
    }

    private static int octet(String text, int at) {
        return text.startsWith("%", at) ? number(text, at + 1, at + 3, 16) : -1;
    }

    private static @Nullable Escape entity(String text, int at) {
        int end = at;
        while (end < text.length() && end < at + LONGEST && isPart(text.charAt(end))) {
            end++;
        }
        if (!text.startsWith(";", end)) {
            return null;
        }
        if (!text.startsWith("#", at)) {
            String named = NAMED.get(text.substring(at, end));
            return named == null ? null : new Escape(named, end + 1);
        }
        boolean hex = text.regionMatches(true, at + 1, "x", 0, 1);
        int c = number(text, hex ? at + 2 : at + 1, end, hex ? 16 : 10);
        return c < 0 || !Character.isValidCodePoint(c) ? null : new Escape(Character.toString(c), end + 1);
    }

    /** -1 where it is none. */
    private static int number(String text, int from, int to, int radix) {
        if (from >= to || to > text.length() || Character.digit(text.charAt(from), radix) < 0) {
            return -1;
        }
        try {
            return Integer.parseInt(text, from, to, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
