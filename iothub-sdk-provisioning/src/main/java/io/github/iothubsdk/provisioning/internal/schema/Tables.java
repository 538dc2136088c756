package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tables of the target database without the SDK's own, and which of them hold rows.
 *
 * @param besides tables that are nobody's business here, such as the history of a migration tool
 */
record Tables(Query query, Set<String> besides) {

    /** Counting rows stops here, so that a huge table costs nothing. */
    private static final int COUNTED = 1000;

    private static final int NAMED = 10;
    /** Their rows are in other tables or on other servers, so they are not counted, and never taken for empty. */
    private static final Set<String> ELSEWHERE = Set.of("FEDERATED", "CONNECT", "SPIDER", "MRG_MYISAM");

    private static final int NO_RIGHT_ON_TABLE = 1142;

    /** One table; a view has no rows of its own, and no script's DROP TABLE takes it away. */
    record Table(String name, boolean versioned, String engine) {}

    List<Table> all() throws SQLException {
        return query
                .rows(
                        "SELECT table_name, table_type, COALESCE(engine, '') FROM information_schema.tables WHERE"
                                + " table_schema = DATABASE() AND table_name <> ? AND table_type NOT IN"
                                + " ('VIEW', 'SYSTEM VIEW', 'SEQUENCE') ORDER BY 1",
                        Marker.TABLE)
                .stream()
                .filter(row -> !besides.contains(row.get(0)))
                .map(row -> new Table(row.get(0), row.get(1).equals("SYSTEM VERSIONED"), row.get(2)))
                .toList();
    }

    /** The tables that hold rows, with their counts, for a person; empty when there are none. */
    String filled() throws SQLException {
        List<String> filled = new ArrayList<>();
        for (Table table : all()) {
            String rows = rows(table);
            if (!rows.equals("0")) {
                filled.add(table.name() + " (" + rows + ")");
            }
            if (filled.size() > NAMED) {
                return String.join(", ", filled.subList(0, NAMED)) + " and others";
            }
        }
        return String.join(", ", filled);
    }

    /** A table that is not there has none. */
    boolean hasRow(String table) throws SQLException {
        List<Table> found =
                all().stream().filter(each -> each.name().equals(table)).toList();
        return !found.isEmpty() && !rows(found.get(0)).equals("0");
    }

    private String rows(Table table) throws SQLException {
        if (ELSEWHERE.contains(table.engine().toUpperCase(Locale.ROOT))) {
            return table.engine() + ", its rows are elsewhere";
        }
        String source = '`' + table.name().replace("`", "``") + '`' + (table.versioned() ? " FOR SYSTEM_TIME ALL" : "");
        try {
            String count = query.rows(
                            "SELECT COUNT(*) FROM (SELECT 1 FROM " + source + " LIMIT " + (COUNTED + 1) + ") counted")
                    .get(0)
                    .get(0);
            return Integer.parseInt(count) > COUNTED ? "more than " + COUNTED : count;
        } catch (SQLException e) {
            if (SqlErrors.connectionTrouble(e)) {
                throw e;
            }
            throw new SchemaException(
                    Kind.REFUSED,
                    "Whether the table " + table.name() + " holds rows cannot be seen: " + SqlErrors.words(e),
                    e.getErrorCode() == NO_RIGHT_ON_TABLE
                            ? "Grant the user SELECT on it: rw on the database in the RDS console."
                            : "Repair the table, or drop it when nobody needs it.");
        }
    }
}
