package io.github.iothubsdk.provisioning.internal.script;

import io.github.iothubsdk.provisioning.internal.script.SqlTokens.Kind;
import java.util.Optional;
import java.util.Set;

/** Which databases the statements of a script change by name; a look at tokens that raises no false alarms. */
final class OtherDatabases {

    private static final Set<String> WRITING =
            Set.of("DROP", "CREATE", "ALTER", "TRUNCATE", "RENAME", "INSERT", "REPLACE", "UPDATE", "DELETE");
    /** What is named behind these is read, or is no table. */
    private static final Set<String> ENOUGH = Set.of(
            "SELECT", "VALUES", "VALUE", "SET", "WHERE", "AS", "LIKE", "BEGIN", "FOR", "USING", "WITH", "DO", "COMMENT",
            "ORDER");
    /** In these other tables may be named behind an alias or a condition. */
    private static final Set<String> JOINING = Set.of("UPDATE", "DELETE");
    /** Behind these, and behind what is no word, a statement can begin: in compound ones, stored programs, handlers, and what is analysed. */
    private static final Set<String> OPENING = Set.of(
            "",
            "ATOMIC",
            "BEGIN",
            "DO",
            "ELSE",
            "LOOP",
            "REPEAT",
            "THEN",
            "ROW",
            "ANALYZE",
            "JSON",
            "DATA",
            "SQL",
            "DETERMINISTIC",
            "INVOKER",
            "DEFINER",
            "SQLEXCEPTION",
            "SQLWARNING",
            "FOUND");

    private static final Set<String> DATABASES = Set.of("DATABASE", "SCHEMA");
    private static final Set<String> EXISTS = Set.of("IF", "NOT", "EXISTS");
    /** What stands in a name's place when the session's own database is meant. */
    private static final Set<String> UNNAMED =
            Set.of("CHARACTER", "CHARSET", "COLLATE", "DEFAULT", "ENCRYPTION", "READ");

    private final String text;
    private final SqlTokens tokens;

    OtherDatabases(String text) {
        this.text = text;
        tokens = new SqlTokens(text);
    }

    /** The first statement that writes to, or changes, something of another database by name, in words. */
    Optional<String> beyond(String database) {
        boolean start = true;
        String first = "";
        String before = "";
        tokens.next();
        while (tokens.kind() != Kind.END) {
            String verb = tokens.word();
            int at = tokens.start();
            first = start ? verb : first;
            boolean begins = start || OPENING.contains(before) || (first.equals("SET") && before.equals("FOR"));
            String behind = tokens.is('.') || tokens.is('@') ? "." : verb;
            if (begins && WRITING.contains(verb)) {
                Optional<String> other = other(verb, database);
                if (other.isPresent()) {
                    return Optional.of(
                            verb + " on line " + ScriptText.line(text, at) + " names the database " + other.get());
                }
            } else {
                tokens.next();
            }
            start = tokens.kind() == Kind.SEMICOLON;
            before = behind;
            if (start) {
                tokens.next();
            }
        }
        return Optional.empty();
    }

    /** Looks at the names in the head of a statement, where they are tables. */
    private Optional<String> other(String verb, String database) {
        boolean condition = false;
        boolean wantsDatabase = false;
        int depth = 0;
        String last = "";
        while (tokens.next() != Kind.SEMICOLON && tokens.kind() != Kind.END && !over(verb)) {
            String word = tokens.word();
            boolean name = tokens.kind() == Kind.NAME || tokens.kind() == Kind.WORD;
            if (name && wantsDatabase && !EXISTS.contains(word)) {
                boolean ours = tokens.raw().equals(database) || UNNAMED.contains(word);
                return ours ? Optional.empty() : Optional.of(tokens.raw());
            }
            wantsDatabase |= (last.isEmpty() || last.equalsIgnoreCase("REPLACE")) && DATABASES.contains(word);
            depth += tokens.is('(') ? 1 : tokens.is(')') ? -1 : 0;
            condition = !word.equals("JOIN")
                    && !(tokens.is(',') && depth == 0)
                    && (condition || (word.equals("ON") && JOINING.contains(verb)));
            boolean qualifies = tokens.is('.') && !condition && !last.isEmpty() && !last.startsWith("@");
            if (qualifies && !last.equals(database) && named()) {
                return Optional.of(last);
            }
            last = last(last, name);
        }
        return Optional.empty();
    }

    /** The name before the next token; the host of an account, with its points, is none. */
    private String last(String before, boolean name) {
        if (name) {
            return before.equals("@") ? "@host" : tokens.raw();
        }
        return tokens.is('@') || (tokens.is('.') && before.equals("@host")) ? "@" : "";
    }

    /** Whether a name is behind the point. */
    private boolean named() {
        tokens.next();
        return tokens.kind() == Kind.NAME || tokens.kind() == Kind.WORD;
    }

    private boolean over(String verb) {
        boolean columns = tokens.is('(') && !verb.equals("UPDATE");
        boolean names = JOINING.contains(verb)
                && (tokens.word().equals("AS") || tokens.word().equals("USING"));
        return columns || (ENOUGH.contains(tokens.word()) && !names);
    }
}
