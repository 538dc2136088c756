package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.time.Ticker;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Sends the whole script in one call, and counts its statements by the session's own status.
 *
 * <p>Measured with MySQL Connector/J 26.10 and MariaDB Connector/J 3.5 on MariaDB 11.4: both read all results before
 * they return, each statement adds one to {@code Questions} and so does the one that fails. Connector/J asks one more
 * question when a script starts with a write; the harmless first statement keeps it from that.
 */
final class ScriptRun {

    /** On the script's first line, so that the server's line numbers stay the script's. */
    private static final String FIRST = "DO 0; ";

    /** What is counted besides the script: the first statement and one of the two questions about the count. */
    private static final int OURS = 2;

    /** What a script came to. */
    record Result(int statements, Duration took) {}

    private ScriptRun() {}

    static Result on(Connection connection, String script) throws SQLException {
        long before = questions(connection);
        long start = Ticker.system().nanos();
        try (Statement statement = connection.createStatement()) {
            statement.execute(FIRST + script.stripTrailing());
        } catch (SQLException e) {
            throw failed(connection, before, e);
        }
        Duration took = Duration.ofNanos(Ticker.system().nanos() - start);
        return new Result((int) (questions(connection) - before - OURS), took);
    }

    private static SchemaException failed(Connection connection, long before, SQLException e) {
        OptionalLong number = failedStatement(connection, before);
        if (number.isEmpty()) {
            return new SchemaException(
                    Kind.UNREACHABLE,
                    "The connection was lost while the script ran; the server may still be running it. "
                            + SqlErrors.words(e),
                    "Nothing else is needed: the script waits for the server, and runs again from the start.");
        }
        return new SchemaException(
                Kind.SCRIPT,
                "Statement " + number.getAsLong() + " of the script failed: " + SqlErrors.words(e),
                SqlErrors.remedy(e));
    }

    private static OptionalLong failedStatement(Connection connection, long before) {
        try {
            long number = questions(connection) - before - OURS;
            return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    private static long questions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
            answer.next();
            return answer.getLong(2);
        }
    }
}
