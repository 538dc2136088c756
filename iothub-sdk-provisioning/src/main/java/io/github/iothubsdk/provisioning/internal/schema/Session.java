package io.github.iothubsdk.provisioning.internal.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The session that a script runs in: which one it is, and in which database it must stay. */
record Session(String id, String database) {

    /** In these the server reads strings and names in another way than the script was checked. */
    private static final Set<String> OTHER_MODES =
            Set.of("NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL");

    /** Sees to it that the server reads the script as it was checked. */
    static Session prepare(Query query) throws SQLException {
        List<String> facts =
                query.rows("SELECT CONNECTION_ID(), DATABASE(), @@sql_mode").get(0);
        String mode = facts.get(2);
        String plain = Stream.of(mode.split(","))
                .filter(each -> !OTHER_MODES.contains(each))
                .collect(Collectors.joining(","));
        if (!plain.equals(mode)) {
            query.update("SET SESSION sql_mode = ?", plain);
        }
        return new Session(facts.get(0), facts.get(1));
    }

    /** Where the session is now instead, for a person; empty when it is where it was. */
    String turned(Query query) throws SQLException {
        String now = query.rows("SELECT DATABASE()").get(0).get(0);
        return now.equals(database) ? "" : " turned to the database " + (now.isEmpty() ? "of nobody" : now);
    }
}
