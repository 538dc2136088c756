package io.github.iothubsdk.provisioning.model;

import io.github.iothubsdk.provisioning.model.SqlTokens.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What no script may have: ways past the guard, and commands that the mysql client of a DBA would take for its own. A look
 * at tokens: what a script hides from it, as in a text that it prepares, the account's rights must stop.
 */
final class SqlRules {

    /** Where a statement can begin; none of them begins one that servers know, but for HELP. */
    private static final Set<String> CLIENTS =
            Set.of(("CHARSET CLEAR CONNECT DELIMITER EDIT EGO EXIT GO HELP NOPAGER NOTEE"
                            + " NOWARNING PAGER PRINT PROMPT QUERY_ATTRIBUTES QUIT REHASH RESETCONNECTION SANDBOX SOURCE"
                            + " SSL_SESSION_DATA_PRINT STATUS SYSTEM TEE WARNINGS")
                    .split(" "));

    /** Their second bytes may be a backslash, so that strings end elsewhere. */
    private static final Set<String> MULTIBYTE = Set.of("BIG5", "CP932", "GB18030", "GBK", "SJIS");

    /** Modes, or parts of their names, in which backslashes or quotes mean something else. */
    private static final List<String> MODES =
            List.of("ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL", "_QUOTES", "BACKSLASH");

    private static final Set<String> CHARSET_WORDS =
            Set.of("NAMES", "CHARACTER", "CHARSET", "CHARACTER_SET_CLIENT", "CHARACTER_SET_CONNECTION");

    private static final String ANOTHER = "which turns to another database than the one that was checked";
    private static final String ANOTHER_WAY = "which changes how the server reads the rest";

    private final SqlTokens tokens;
    /** Where the statement begins, when it is a SET; -1 in others. */
    private int set;
    /** Whether the value of sql_mode is being said. */
    private boolean mode;
    /** Whether a character set has been spoken of. */
    private boolean charset;

    private int parentheses;

    private SqlRules(String text) {
        tokens = new SqlTokens(text);
    }

    /** What is wrong with a script and where; the first such thing. */
    static void check(String text) {
        new SqlRules(text).all();
    }

    private void all() {
        boolean start = true;
        char before = ' ';
        while (tokens.next() != Kind.END) {
            if (start) {
                begins();
            }
            if (set >= 0) {
                inSet();
            }
            if (tokens.word().equals("USE") && before != '.' && before != '@') {
                start = use(start);
            } else {
                start = tokens.kind() == Kind.SEMICOLON;
            }
            before = tokens.is('.') ? '.' : tokens.is('@') ? '@' : ' ';
        }
    }

    private void begins() {
        String word = tokens.is('?') ? "?" : tokens.word();
        if (CLIENTS.contains(word) || word.equals("?")) {
            throw new SqlTrouble(word, SqlTrouble.CLIENTS, tokens.start());
        }
        set = word.equals("SET") ? tokens.start() : -1;
        mode = false;
        charset = false;
        parentheses = 0;
    }

    /** Where it names no index it is a statement, or part of one that runs another. */
    private boolean use(boolean start) {
        int at = tokens.start();
        tokens.next();
        if (start || !(tokens.word().equals("INDEX") || tokens.word().equals("KEY"))) {
            throw new SqlTrouble("USE", ANOTHER, at);
        }
        return false;
    }

    private void inSet() {
        boolean string = tokens.kind() == Kind.STRING;
        String value = string || tokens.kind() == Kind.WORD || tokens.kind() == Kind.NAME
                ? tokens.raw().toUpperCase(Locale.ROOT)
                : "";
        boolean number = tokens.kind() == Kind.NUMBER && !tokens.raw().equals("0");
        String bare = string ? value.substring(1, value.length() - 1) : value;
        if (value.contains("NO_BACKSLASH_ESCAPES")
                || value.contains("ANSI_QUOTES")
                || (mode && (number || (string && MODES.stream().anyMatch(value::contains))))
                || (charset && MULTIBYTE.contains(bare))) {
            throw new SqlTrouble("SET", ANOTHER_WAY, set);
        }
        parentheses += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
        mode = (mode && !(tokens.is(',') && parentheses == 0)) || bare.equals("SQL_MODE");
        charset |= CHARSET_WORDS.contains(bare);
    }
}
