package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the SET statements of a script assign to those variables by which a server reads the rest. Only what can be read off
 * the text may be: a plain value, or what such a variable was before. What is computed may be anything.
 */
final class SqlSettings {

    /** Their second bytes may be a backslash, so that strings end elsewhere. */
    private static final Set<String> MULTIBYTE = Set.of("BIG5", "CP932", "GB18030", "GBK", "SJIS");

    /** Modes, or parts of their names, in which backslashes or quotes mean something else. */
    private static final List<String> MODES =
            List.of("ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL", "_QUOTES", "BACKSLASH");

    private static final String MODE = "SQL_MODE";
    private static final Set<String> CHARSETS =
            Set.of("CHARACTER_SET_CLIENT", "CHARACTER_SET_CONNECTION", "CHARACTER_SET_RESULTS");
    /** What nothing but a checked assignment changes. */
    private static final Set<String> CHECKED = Set.of(MODE, "CHARACTER_SET_CLIENT", "CHARACTER_SET_RESULTS");

    private final Set<String> unknown = new HashSet<>();
    private final List<String> words = new ArrayList<>();
    private int parentheses;

    /** A variable of the session's that something else than SET may have changed. */
    void mentioned(SqlTokens tokens) {
        unknown.add(bare(text(tokens)));
    }

    /** Begins to read behind a SET. */
    void begin() {
        words.clear();
        parentheses = 0;
    }

    /** Whether nothing was read yet. */
    boolean isAtStart() {
        return words.isEmpty();
    }

    /** Reads one token; whether all that was assigned so far may be. */
    boolean read(SqlTokens tokens) {
        boolean comma = tokens.is(',') && parentheses == 0;
        if (comma || tokens.kind() == Kind.SEMICOLON || tokens.kind() == Kind.END) {
            return end();
        }
        parentheses += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
        words.add(text(tokens));
        return true;
    }

    /** Looks at one assignment; whether it may be. */
    boolean end() {
        List<String> all = List.copyOf(words);
        words.clear();
        int equals = all.indexOf("=");
        if (equals < 1) {
            int words = charsetWords(all);
            return words == 0 || isCharset(all.subList(words, all.size()));
        }
        int named = all.get(equals - 1).equals(":") ? equals - 2 : equals - 1;
        String name = named < 0 ? "" : bare(all.get(named));
        List<String> value = all.subList(equals + 1, all.size());
        assignedInside(value);
        if (named == 1 && all.get(0).equals("@")) {
            if (!isChecked(value)) {
                unknown.add(name);
            }
            return true;
        }
        return name.equals(MODE) ? isMode(value) : !CHARSETS.contains(name) || isCharset(value);
    }

    /** How many words say that a character set follows, as in SET NAMES utf8; 0 in others. */
    private static int charsetWords(List<String> all) {
        if (all.size() > 1 && all.get(0).equals("CHARACTER") && all.get(1).equals("SET")) {
            return 2;
        }
        return !all.isEmpty() && Set.of("NAMES", "CHARSET").contains(all.get(0)) ? 1 : 0;
    }

    private void assignedInside(List<String> value) {
        for (int i = 1; i + 1 < value.size(); i++) {
            if (value.get(i + 1).equals(":") && value.get(i - 1).equals("@")) {
                unknown.add(bare(value.get(i)));
            }
        }
    }

    private boolean isMode(List<String> value) {
        return isSaved(value)
                || (isPlain(value) && MODES.stream().noneMatch(value.get(0)::contains))
                || value.equals(List.of("0"));
    }

    private boolean isCharset(List<String> value) {
        boolean collated = value.size() == 3 && value.get(1).equals("COLLATE");
        List<String> name = collated ? value.subList(0, 1) : value;
        return isSaved(value) || (isPlain(name) && !MULTIBYTE.contains(bare(name.get(0))));
    }

    /** One word or text that says what it is. */
    private static boolean isPlain(List<String> value) {
        return value.size() == 1
                && !value.get(0).contains("\\")
                && !Character.isDigit((bare(value.get(0)) + ' ').charAt(0));
    }

    /** A variable that holds what a checked one was. */
    private boolean isSaved(List<String> value) {
        return isChecked(value)
                || (value.size() == 2 && value.get(0).equals("@") && !unknown.contains(bare(value.get(1))));
    }

    private static boolean isChecked(List<String> value) {
        boolean system =
                value.size() >= 3 && value.get(0).equals("@") && value.get(1).equals("@");
        boolean scoped = value.size() == 5
                && Set.of("SESSION", "LOCAL").contains(value.get(2))
                && value.get(3).equals(".");
        return system && (value.size() == 3 || scoped) && CHECKED.contains(bare(value.get(value.size() - 1)));
    }

    private static String text(SqlTokens tokens) {
        return tokens.raw().toUpperCase(Locale.ROOT);
    }

    /** What is in the quotes; a text that does not end stays as it is. */
    private static String bare(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
