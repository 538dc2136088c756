package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.Set;

/** Which semicolons of a script end a statement; inside a stored program one does not. */
final class StatementEnds {

    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    /** Those whose END does not close a block of the others. */
    private static final Set<String> LOOPS = Set.of("IF", "LOOP", "WHILE", "REPEAT", "FOR");

    private final SqlTokens tokens;
    private boolean start = true;
    private boolean routine;
    private int depth;
    private String before = "";

    StatementEnds(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** Whether the current token ends a statement; asked once for each. */
    boolean here() {
        String word = tokens.word();
        if (start) {
            depth = word.equals("CREATE") ? 0 : -1;
            routine = false;
        }
        if (depth >= 0) {
            routine |= ROUTINES.contains(word);
            boolean closes = before.equals("END") && !LOOPS.contains(word);
            boolean opens = word.equals("BEGIN") || (word.equals("CASE") && !before.equals("END"));
            depth = Math.max(0, depth - (closes ? 1 : 0)) + (routine && opens ? 1 : 0);
        }
        before = word;
        start = tokens.kind() == Kind.SEMICOLON && depth <= 0;
        return start;
    }
}
