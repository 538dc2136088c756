package io.github.iothubsdk.simulator;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words of others as they may stand on a terminal and in a log: no secrets, nothing that moves it, and not for ever. */
final class Visible {
    private static final int LONGEST = 512;
    private static final Pattern SECRET = Pattern.compile("passw|secret|token|signature|credential|auth|accesskey");

    private Visible() {}

    /** The text on one line; what is not seen, or moves a terminal, is a question mark. */
    static String line(String text) {
        StringBuilder line = new StringBuilder();
        int at = 0;
        while (at < text.length() && line.length() < LONGEST) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            line.appendCodePoint(moves(c) ? '?' : c);
        }
        return at < text.length() ? line + "..." : line.toString();
    }

    private static boolean moves(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || isVariation(c);
        };
    }

    private static boolean isVariation(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0x34f;
    }

    /** A path with its query, on one line and without secrets. */
    static String target(String target) {
        return line(withoutSecrets(target));
    }

    /** The same as it came, but for values whose names say, however they are escaped, that they are secret. */
    static String withoutSecrets(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return target;
        }
        StringBuilder shown = new StringBuilder(target.substring(0, mark)).append('?');
        String between = "";
        for (String part : target.substring(mark + 1).split("&", -1)) {
            int equals = part.indexOf('=');
            boolean isSecret = equals >= 0 && isSecret(part.substring(0, equals));
            shown.append(between).append(isSecret ? part.substring(0, equals) + "=******" : part);
            between = "&";
        }
        return shown.toString();
    }

    /** A name that cannot be decoded may be anything's. */
    private static boolean isSecret(String name) {
        try {
            return SECRET.matcher(Escapes.decode(name).toLowerCase(Locale.ROOT)).find();
        } catch (ApiError malformed) {
            return true;
        }
    }
}
