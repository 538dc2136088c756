package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.Optional;
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

    /** What begins a compound statement or a part of one, which may hold others. */
    private static final Set<String> COMPOUND =
            Set.of("BEGIN", "CASE", "DECLARE", "ELSE", "ELSEIF", "FOR", "IF", "LOOP", "REPEAT", "WHEN", "WHILE");

    /** Behind these a statement can begin. */
    private static final Set<String> OPENING = Set.of("ATOMIC", "BEGIN", "DO", "ELSE", "LOOP", "REPEAT", "THEN");

    private static final String ANOTHER = "which turns to another database than the one that was checked";
    private static final String ANOTHER_WAY = "which changes how the server reads the rest";

    private final SqlTokens tokens;
    /** Where the statement begins, when it is a SET; -1 in others. */
    private int set = -1;
    /** Whether it is a SET STATEMENT. */
    private boolean statement;

    private boolean compound;
    private String last = "";
    private final SqlSettings settings = new SqlSettings();

    private SqlRules(String text) {
        tokens = new SqlTokens(text);
    }

    /** What is wrong with a script and on which line, in words; the first such thing. */
    static Optional<String> find(String text) {
        try {
            new SqlRules(text).all();
            return Optional.empty();
        } catch (SqlTrouble e) {
            return Optional.of(e.what + " on line " + ScriptText.line(text, e.at) + ", " + e.why);
        }
    }

    private void all() {
        boolean start = true;
        char before = ' ';
        while (tokens.next() != Kind.END) {
            boolean begins = begins(start);
            if (!begins && set >= 0) {
                inSet();
            } else if (before == '@') {
                settings.mentioned(tokens);
            }
            if (tokens.word().equals("USE") && before != '.' && before != '@') {
                start = use(start);
            } else {
                start = tokens.kind() == Kind.SEMICOLON
                        || (statement && tokens.word().equals("FOR"));
            }
            last = tokens.word();
            before = tokens.is('.') ? '.' : tokens.is('@') ? '@' : ' ';
        }
        if (set >= 0) {
            inSet();
        }
    }

    /** Whether a SET begins here, which it may in the middle of a compound statement. */
    private boolean begins(boolean start) {
        String word = tokens.is('?') ? "?" : tokens.word();
        if (!start) {
            boolean inside = word.equals("SET") && set < 0 && (compound || OPENING.contains(last));
            set = inside ? tokens.start() : set;
            return inside;
        }
        compound = COMPOUND.contains(word);
        if (CLIENTS.contains(word) || word.equals("?")) {
            throw new SqlTrouble(word, SqlTrouble.CLIENTS, tokens.start());
        }
        set = word.equals("SET") ? tokens.start() : -1;
        statement = false;
        settings.begin();
        return set >= 0;
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

    /** SET STATEMENT sets for the one statement that follows behind FOR. */
    private void inSet() {
        statement |= tokens.word().equals("STATEMENT") && settings.isAtStart();
        boolean over = statement && tokens.word().equals("FOR");
        if (!(over ? settings.end() : settings.read(tokens))) {
            throw new SqlTrouble("SET", ANOTHER_WAY, set);
        }
    }
}
