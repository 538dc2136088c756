package io.github.iothubsdk.provisioning.internal.schema;

/** What servers quote of a script, which may be its data. */
final class Quoted {

    private Quoted() {}

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
