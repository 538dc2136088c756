package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which tables the statements of a script name where they make, change or empty one; rather one too many. */
final class TouchedTables {

    private static final Set<String> BEFORE = Set.of(
            "TABLE",
            "TABLES",
            "EXISTS",
            "INTO",
            "FROM",
            "UPDATE",
            "TRUNCATE",
            "JOIN",
            "INSERT",
            "REPLACE",
            "IGNORE",
            "TO",
            "LIKE",
            "REFERENCES",
            "USING",
            "QUICK",
            "DELAYED",
            "LOW_PRIORITY",
            "HIGH_PRIORITY",
            ".");

    /** Whose statements name one after the other. */
    private static final Set<String> LISTS = Set.of("DROP", "TRUNCATE", "RENAME", "DELETE", "UPDATE", "LOCK");

    private static final Set<String> HIDING = Set.of("PREPARE", "EXECUTE", "CALL");

    private TouchedTables() {}

    /** In lower case, without their database; empty when statements may be about others, which they make up or do not name. */
    static Optional<Set<String>> in(String text) {
        Set<String> names = new LinkedHashSet<>();
        SqlTokens tokens = new SqlTokens(text);
        String verb = "";
        String before = "";
        while (tokens.next() != Kind.END) {
            if (tokens.kind() == Kind.SEMICOLON) {
                verb = "";
                before = "";
                continue;
            }
            String word = tokens.word();
            if (HIDING.contains(word)
                    || (before.equals("DROP") && Set.of("DATABASE", "SCHEMA").contains(word))) {
                return Optional.empty();
            }
            verb = verb.isEmpty() ? word : verb;
            boolean name = tokens.kind() == Kind.NAME || tokens.kind() == Kind.WORD;
            if (name && (BEFORE.contains(before) || (before.equals(",") && LISTS.contains(verb)))) {
                names.add(MadeTables.plain(tokens));
            }
            before = tokens.kind() == Kind.OTHER ? tokens.raw() : word;
        }
        return Optional.of(names);
    }
}
