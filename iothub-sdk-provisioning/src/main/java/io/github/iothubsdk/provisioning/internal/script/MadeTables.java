package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables the statements of a script make, and neither drop nor rename again; temporary ones are none, and those that only
 * some servers make are not counted.
 */
final class MadeTables {

    private static final Set<String> BEFORE_THE_NAME = Set.of("IF", "NOT", "EXISTS", "TO", "AS");
    private static final Set<String> NO_TABLES = Set.of("column", "index", "key");

    private MadeTables() {}

    /** In lower case, without their database. */
    static Set<String> in(String text) {
        Set<String> made = new LinkedHashSet<>();
        SqlTokens tokens = new SqlTokens(text);
        tokens.next();
        while (tokens.kind() != Kind.END) {
            String verb = tokens.word();
            if (verb.equals("CREATE") || verb.equals("DROP")) {
                tokens.next();
                if (tokens.word().equals("OR")) { // CREATE OR REPLACE TABLE
                    tokens.next();
                    tokens.next();
                }
                if (tokens.word().equals("TABLE") || tokens.word().equals("TABLES")) {
                    names(tokens, verb, made);
                }
            } else if (verb.equals("RENAME") || verb.equals("ALTER")) {
                renamed(tokens, verb, made);
            }
            while (tokens.kind() != Kind.SEMICOLON && tokens.kind() != Kind.END) {
                tokens.next();
            }
            if (tokens.kind() == Kind.SEMICOLON) {
                tokens.next();
            }
        }
        return made;
    }

    /** A DROP may name several. */
    private static void names(SqlTokens tokens, String verb, Set<String> made) {
        do {
            boolean everywhere = !tokens.isInComment();
            String name = name(tokens);
            if (verb.equals("CREATE")) {
                if (everywhere) {
                    made.add(name);
                }
            } else {
                made.remove(name);
            }
        } while (verb.equals("DROP") && tokens.is(','));
    }

    /** {@code RENAME TABLE a TO b, c TO d}, or {@code ALTER TABLE a ... RENAME TO b}. */
    private static void renamed(SqlTokens tokens, String verb, Set<String> made) {
        tokens.next();
        if (!tokens.word().equals("TABLE") && !tokens.word().equals("TABLES")) {
            return;
        }
        do {
            String from = name(tokens);
            Optional<String> to = verb.equals("RENAME") ? Optional.of(name(tokens)) : newName(tokens);
            to.filter(name -> made.remove(from)).ifPresent(made::add);
        } while (verb.equals("RENAME") && tokens.is(','));
    }

    private static Optional<String> newName(SqlTokens tokens) {
        while (tokens.kind() != Kind.SEMICOLON && tokens.kind() != Kind.END) {
            if (!tokens.word().equals("RENAME")) {
                tokens.next();
                continue;
            }
            String name = name(tokens);
            if (!NO_TABLES.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Goes behind the name, of which what is behind the last point counts. */
    private static String name(SqlTokens tokens) {
        do {
            tokens.next();
        } while (BEFORE_THE_NAME.contains(tokens.word()));
        String name = plain(tokens);
        tokens.next();
        if (tokens.is('.')) {
            tokens.next();
            name = plain(tokens);
            tokens.next();
        }
        return name;
    }

    /** A name as the server keeps it, in lower case. */
    static String plain(SqlTokens tokens) {
        String name = tokens.raw().toLowerCase(Locale.ROOT);
        return tokens.kind() == Kind.NAME ? name.replace("``", "`") : name;
    }
}
