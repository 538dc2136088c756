package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.script.Scripts;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Sends the whole script in one call, and counts its statements by the session's own status.
 *
 * <p>Measured with MySQL Connector/J 26.10 and MariaDB Connector/J 3.5 on MariaDB 11.4: both read all results before
 * they return, each statement adds one to {@code Questions} and so does the one that fails. Connector/J asks one more
 * question when a script starts with a write; the harmless first statement keeps it from that.
 */
record ScriptRun(Connection connection, Trace trace) {

    /** On the script's first line, so that the server's line numbers stay the script's. */
    private static final String FIRST = "DO 0; ";

    /** What is counted besides the script: the first statement and one of the two questions about the count. */
    private static final int OURS = 2;

    /** What a script came to. */
    record Result(int statements, Duration took) {}

    Result of(SchemaScript script) throws SQLException {
        Query query = new Query(connection);
        String sql = FIRST + script.text().stripTrailing();
        Session session = Session.prepare(query);
        long before = questions(query);
        long start = TimeSource.system().nanos();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(query, script, before, session, e);
        }
        Duration took = Duration.ofNanos(TimeSource.system().nanos() - start);
        int statements = (int) (questions(query) - before - OURS);
        String turned = session.turned(query);
        if (!turned.isEmpty()) {
            throw new SchemaException(
                    Kind.SCRIPT,
                    "The script ran to its end, but it" + turned + "; what it did there was not guarded.",
                    "Look at what it changed there, and take out of the script what turns to another database.");
        }
        tidy(session.database());
        return new Result(statements, took);
    }

    /** What a script left open must not swallow what is written after it. */
    private void tidy(String database) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT; UNLOCK TABLES; SET autocommit = 1; USE `" + database.replace("`", "``") + '`');
        }
    }

    private SchemaException failed(Query query, SchemaScript script, long before, Session session, SQLException e) {
        OptionalInt number = OptionalInt.empty();
        String turned = "";
        boolean lost = SqlErrors.connectionTrouble(e);
        try {
            number = lost ? number : OptionalInt.of((int) (questions(query) - before - OURS));
            turned = lost ? turned : session.turned(query);
        } catch (SQLException next) {
            lost = SqlErrors.connectionTrouble(next);
        }
        if (lost) {
            return new SchemaException(
                    Kind.UNREACHABLE,
                    "The connection was lost while the script ran; " + trace.of(session.id()) + ". "
                            + SqlErrors.words(e),
                    "Nothing else is needed: the script waits for the server, and runs again from the start.");
        }
        SchemaException failed = new SchemaException(
                SqlErrors.passing(e) ? Kind.UNREACHABLE : Kind.SCRIPT,
                number,
                (number.isPresent() ? "Statement " + number.getAsInt() : "A statement") + " of the script failed: "
                        + SqlErrors.words(e)
                        + (turned.isEmpty() ? "" : "; the script" + turned)
                        + line(script, number),
                SqlErrors.remedy(e));
        return SqlErrors.passing(e) || SqlErrors.full(e) ? failed : failed.because("script-failed");
    }

    private static String line(SchemaScript script, OptionalInt number) {
        OptionalInt line = number.isPresent() ? Scripts.lineOf(script, number.getAsInt()) : number;
        return line.isPresent() ? " It begins on line " + line.getAsInt() + "." : "";
    }

    private static long questions(Query query) throws SQLException {
        return Long.parseLong(
                query.rows("SHOW SESSION STATUS LIKE 'Questions'").get(0).get(1));
    }
}
