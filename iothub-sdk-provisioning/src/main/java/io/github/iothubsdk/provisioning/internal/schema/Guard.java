package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Scripts of this kind drop their tables first: a database that holds any row is not touched. */
final class Guard {

    /** Counting stops here, so that a huge table costs nothing. */
    private static final int COUNTED = 1000;

    private static final int NAMED = 10;

    private final Connection connection;
    private final String database;

    Guard(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    void check(SchemaJob job, Marker.State state) throws SQLException {
        if (job.mayReplaceData() || state == Marker.State.BEGUN) {
            return;
        }
        if (state == Marker.State.OTHER) {
            throw refused("another script was begun or applied there before");
        }
        List<String> filled = new ArrayList<>();
        for (String table : tables()) {
            int rows = rows(table);
            if (rows > 0) {
                filled.add(table + " (" + (rows > COUNTED ? "more than " + COUNTED : rows) + ")");
            }
        }
        if (!filled.isEmpty()) {
            String names = String.join(", ", filled.subList(0, Math.min(NAMED, filled.size())));
            throw refused("rows in " + names
                    + (filled.size() > NAMED ? " and " + (filled.size() - NAMED) + " more tables" : ""));
        }
    }

    /** The base tables, without the SDK's own. */
    List<String> tables() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> ? ORDER BY 1")) {
            ask.setString(1, Marker.TABLE);
            try (ResultSet answer = ask.executeQuery()) {
                List<String> tables = new ArrayList<>();
                while (answer.next()) {
                    tables.add(answer.getString(1));
                }
                return tables;
            }
        }
    }

    private int rows(String table) throws SQLException {
        String quoted = '`' + table.replace("`", "``") + '`';
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM " + quoted + " LIMIT " + (COUNTED + 1) + ") counted")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private SchemaException refused(String what) {
        return new SchemaException(
                Kind.REFUSED,
                "The database " + database + " is not empty: " + what + ".",
                "Name an empty database, or let the rows be lost: SchemaBootstrap.of(script).allowReplacingData().");
    }
}
