package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.OptionalInt;

/** Where the statements of a script begin, which was found in order. */
final class StatementLines {

    private final String text;
    private final SqlTokens tokens;

    StatementLines(String text) {
        this.text = text;
        tokens = new SqlTokens(text);
    }

    /** The line on which a statement begins, counted as the server counts them; empty when there are fewer. */
    OptionalInt lineOf(int number) {
        StatementEnds ends = new StatementEnds(tokens);
        int statement = 1;
        boolean start = true;
        while (tokens.next() != Kind.END) {
            if (start && statement == number) {
                return OptionalInt.of(ScriptText.line(text, tokens.start()));
            }
            start = ends.here();
            statement += start ? 1 : 0;
        }
        return OptionalInt.empty();
    }
}
