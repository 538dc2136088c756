package io.github.iothubsdk.provisioning.internal.script;

import java.util.Locale;

/**
 * The tokens of an SQL script, one after the other, each looked at once. No parser: it knows comments, strings and
 * names, as a server with {@code sql_mode} at rest reads them and the mysql client too.
 *
 * <p>Where these would read on from different places, as behind a version comment that ends in a string, there is no
 * telling what follows: that is refused. So is a backslash outside strings, which only the client understands.
 */
final class SqlTokens {

    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        /** In backticks. */
        NAME,
        SEMICOLON,
        OTHER,
        END
    }

    private static final int VERSION_DIGITS = 6;

    private final String text;
    private int position;
    private int start;
    private Kind kind = Kind.SEMICOLON;
    /** Where the version comment or hint that we are in ends; -1 outside. */
    private int versionEnd = -1;

    SqlTokens(String text) {
        this.text = text;
    }

    /** What the current token is. */
    Kind kind() {
        return kind;
    }

    /** Where it begins. */
    int start() {
        return start;
    }

    /** Where it ends: behind its last character. */
    int end() {
        return position;
    }

    /** Whether the current token is in a comment that servers look into. */
    boolean isInComment() {
        return versionEnd >= 0;
    }

    /** The current token as it stands there; names without their quotes. */
    String raw() {
        return kind == Kind.NAME ? text.substring(start + 1, position - 1) : text.substring(start, position);
    }

    /** A word in upper case; the empty text when it is none, or too long to be one that anybody looks for. */
    String word() {
        return kind == Kind.WORD && position - start <= 64 ? raw().toUpperCase(Locale.ROOT) : "";
    }

    boolean is(char c) {
        return kind == Kind.OTHER && text.charAt(start) == c;
    }

    /** Goes on to the next token, over blanks and comments. */
    Kind next() {
        boolean atStart = kind == Kind.SEMICOLON;
        while (skipped(atStart)) {
            // Over all of them.
        }
        start = position;
        kind = position == text.length() ? Kind.END : read(text.charAt(position));
        if (versionEnd >= 0 && position > versionEnd) {
            throw SqlTrouble.unclear(
                    "a comment for certain versions that does not end in the same place for all", start);
        }
        return kind;
    }

    private Kind read(char c) {
        if (isWord(c)) {
            boolean digits = true;
            while (position < text.length() && isWord(text.charAt(position))) {
                digits &= text.charAt(position) >= '0' && text.charAt(position) <= '9';
                position++;
            }
            return digits ? Kind.NUMBER : Kind.WORD;
        }
        if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
            return c == '`' ? Kind.NAME : Kind.STRING;
        }
        if (c == '\\') {
            if (!text.startsWith("\\N", position)) {
                throw new SqlTrouble("\\" + shown(position + 1), SqlTrouble.CLIENTS, start);
            }
            position++;
        }
        position++;
        return c == ';' ? Kind.SEMICOLON : Kind.OTHER;
    }

    private String shown(int at) {
        return at < text.length() && text.charAt(at) > ' ' && text.charAt(at) < 0x7f ? text.substring(at, at + 1) : "";
    }

    private void quoted(char quote) {
        position++;
        while (position < text.length() && text.charAt(position) != quote) {
            position += text.charAt(position) == '\\' && quote != '`' ? 2 : 1;
        }
        position++;
        if (position > text.length()) {
            throw SqlTrouble.unclear("a quote " + quote + " that is never closed", start);
        }
    }

    /** Steps over one blank, or over one comment or what opens or closes a comment that servers look into. */
    private boolean skipped(boolean atStart) {
        if (position == versionEnd) {
            position += 2;
            versionEnd = -1;
            return true;
        }
        if (position == text.length()) {
            return false;
        }
        char c = text.charAt(position);
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            position++;
            return true;
        }
        return switch (c) {
            case '#' -> toLineEnd();
            case '-' -> text.startsWith("--", position) && dashes(atStart);
            case '/' -> text.startsWith("/*", position) && comment();
            default -> false;
        };
    }

    private boolean toLineEnd() {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
        if (versionEnd >= 0 && position > versionEnd) {
            throw SqlTrouble.unclear("a comment in a comment", versionEnd);
        }
        return true;
    }

    /** The server wants a blank behind two dashes, the client does not where a statement can begin. */
    private boolean dashes(boolean atStart) {
        char behind = position + 2 < text.length() ? text.charAt(position + 2) : '\n';
        if (behind == ' ' || (behind >= '\t' && behind <= '\r')) {
            return toLineEnd();
        }
        if (atStart || behind < ' ' || behind == 0x7f) {
            throw SqlTrouble.unclear("-- without a blank behind it", position);
        }
        return false;
    }

    private boolean comment() {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            throw SqlTrouble.unclear("a comment that is never closed", position);
        }
        if (versionEnd >= 0) {
            throw SqlTrouble.unclear("a comment in a comment", position);
        }
        int inside = position + (text.startsWith("/*M!", position) ? 4 : 3);
        if (inside > end || !(text.startsWith("/*M!", position) || "!+".indexOf(text.charAt(position + 2)) >= 0)) {
            position = end + 2;
            return true;
        }
        versionEnd = end;
        position = inside;
        while (position < inside + VERSION_DIGITS && Character.isDigit(text.charAt(position))) {
            position++;
        }
        return true;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '$'
                || c > 0x7f;
    }
}
