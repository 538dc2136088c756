package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The statements of a script, one by one, for whoever cannot be left to split it: without comments but those that servers look into. */
final class Statements {

    private final String text;
    private final StringBuilder statement = new StringBuilder();
    private final List<String> all = new ArrayList<>();

    private final UnaryOperator<String> literals;

    private Statements(String text, UnaryOperator<String> literals) {
        this.text = text;
        this.literals = literals;
    }

    /** Those of a script that was found in order, without the semicolons that end them, and with each string in quotes as this gives it. */
    static List<String> of(String text, UnaryOperator<String> literals) {
        return new Statements(text, literals).split();
    }

    private List<String> split() {
        SqlTokens tokens = new SqlTokens(text);
        StatementEnds ends = new StatementEnds(tokens);
        int behind = 0;
        while (tokens.next() != Kind.END) {
            gap(behind, tokens.start());
            behind = tokens.end();
            if (ends.here() && !tokens.isInComment()) {
                add();
            } else {
                String token = text.substring(tokens.start(), behind);
                statement.append(tokens.kind() == Kind.STRING ? literals.apply(token) : token);
            }
        }
        gap(behind, text.length());
        add();
        return all;
    }

    private void add() {
        String done = statement.toString().strip();
        if (!done.isEmpty()) {
            all.add(done);
        }
        statement.setLength(0);
    }

    /** Blanks, comments, and what opens or closes a comment that servers look into. */
    private void gap(int from, int to) {
        int at = from;
        while (at < to) {
            boolean line = text.charAt(at) == '#' || text.startsWith("--", at);
            boolean block = text.startsWith("/*", at) && !looksInto(at);
            if (line || block) {
                int end = line ? text.indexOf('\n', at) : text.indexOf("*/", at + 2) + 2;
                at = end < 0 ? to : Math.min(end, to);
                statement.append(' ');
            } else {
                statement.append(text.charAt(at));
                at++;
            }
        }
    }

    private boolean looksInto(int at) {
        return text.startsWith("/*!", at) || text.startsWith("/*M!", at) || text.startsWith("/*+", at);
    }
}
