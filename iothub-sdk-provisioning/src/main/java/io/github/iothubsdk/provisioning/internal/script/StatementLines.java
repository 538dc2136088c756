package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.OptionalInt;
import java.util.Set;

/** Where the statements of a script begin, which was found in order. */
final class StatementLines {

    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    /** Those whose END does not close a block of the others. */
    private static final Set<String> LOOPS = Set.of("IF", "LOOP", "WHILE", "REPEAT", "FOR");

    private final String text;
    private final SqlTokens tokens;
    private boolean routine;
    private int depth;
    private String before = "";

    StatementLines(String text) {
        this.text = text;
        tokens = new SqlTokens(text);
    }

    /** The line on which a statement begins, counted as the server counts them; empty when there are fewer. */
    OptionalInt lineOf(int number) {
        int statement = 1;
        boolean start = true;
        while (tokens.next() != Kind.END) {
            if (start && statement == number) {
                return OptionalInt.of(ScriptText.line(text, tokens.start()));
            }
            boolean ends = ends(start);
            statement += ends ? 1 : 0;
            start = ends;
        }
        return OptionalInt.empty();
    }

    /** Whether this token ends a statement: inside a stored program a semicolon does not. */
    private boolean ends(boolean start) {
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
        return tokens.kind() == Kind.SEMICOLON && depth <= 0;
    }
}
