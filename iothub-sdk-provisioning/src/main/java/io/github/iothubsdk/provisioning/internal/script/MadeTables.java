package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Which tables the statements of a script make, and do not drop again; temporary ones are none. */
final class MadeTables {

    private static final Set<String> BEFORE_THE_NAME = Set.of("IF", "NOT", "EXISTS");

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
                if (tokens.word().equals("TABLE")) {
                    names(tokens, verb, made);
                }
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
            String name = name(tokens);
            if (verb.equals("CREATE")) {
                made.add(name);
            } else {
                made.remove(name);
            }
        } while (verb.equals("DROP") && tokens.is(','));
    }

    /** Goes behind the name, of which what is behind the last point counts. */
    private static String name(SqlTokens tokens) {
        do {
            tokens.next();
        } while (BEFORE_THE_NAME.contains(tokens.word()));
        String name = tokens.raw();
        tokens.next();
        if (tokens.is('.')) {
            tokens.next();
            name = tokens.raw();
            tokens.next();
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
