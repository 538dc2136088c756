package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaNote;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Jobs for transports alone, without a cloud, and questions to databases. */
public final class Databases {

    private Databases() {}

    /** A database whose user has rights on it, and from now on on no other. */
    static void create(EmbeddedMariaDb server, String name) throws SQLException {
        server.administer("DROP USER IF EXISTS '" + Demo.DB_USER + "'@'127.0.0.1'");
        server.createDatabase(name, Demo.DB_USER, Demo.DB_PASSWORD);
    }

    public static SchemaJob job(SchemaBootstrap wanted, Consumer<SchemaNote> notes) {
        return job(wanted, Duration.ofMinutes(1), notes);
    }

    public static SchemaJob job(SchemaBootstrap wanted, Duration budget, Consumer<SchemaNote> notes) {
        return new SchemaJob(
                Cloud.database(),
                () -> 3306,
                Secret.of(Demo.DB_PASSWORD),
                wanted,
                Optional.of(new RunId("run-1")),
                Deadline.in(budget, TimeSource.system()),
                notes);
    }

    /** The last columns of a query's rows. */
    static List<String> ask(String url, String sql) throws SQLException {
        try (Connection open = DriverManager.getConnection(url, Demo.DB_USER, Demo.DB_PASSWORD);
                Statement statement = open.createStatement()) {
            List<String> answers = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        answers.add(rows.getString(rows.getMetaData().getColumnCount()));
                    }
                }
            }
            return answers;
        }
    }

    /** Every column and every row but the marker's and the trail's, in words that can be compared. */
    static List<String> content(String url) throws SQLException {
        String kept = " AND table_name NOT IN ('iothub_sdk_bootstrap', 'trail')";
        List<String> content = ask(
                url,
                "SELECT CONCAT_WS(' ', table_name, column_name, column_type, column_key, column_default, collation_name)"
                        + " FROM information_schema.columns WHERE table_schema = DATABASE()" + kept
                        + " ORDER BY table_name, ordinal_position");
        List<String> tables = ask(
                url,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()" + kept
                        + " ORDER BY 1");
        for (String table : tables) {
            ask(url, "CHECKSUM TABLE " + table).forEach(sum -> content.add(table + " " + sum));
            content.addAll(ask(url, "SELECT CONCAT('" + table + " ', COUNT(*)) FROM " + table));
        }
        return content;
    }
}
