package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** The server's and the drivers' errors in words for a person; what is between quotes may be data and is masked. */
final class SqlErrors {

    private static final int ACCESS_DENIED = 1045;
    private static final int NO_RIGHT_ON_DATABASE = 1044;
    private static final int NO_SUCH_DATABASE = 1049;
    private static final int SYNTAX = 1064;
    /** From the first quote to the last: the server quotes the script's own quotes, so pairs of them mean nothing. */
    private static final Pattern LITERAL = Pattern.compile("(?s)(?<!\\w)['\"].*['\"](?!\\w)");

    private static final int LONGEST = 300;

    private SqlErrors() {}

    static SchemaException explain(String database, SQLException e) {
        if ("08001".equals(e.getSQLState()) && String.valueOf(e.getMessage()).contains("suitable driver")) {
            return new SchemaException(
                    Kind.REFUSED,
                    "No JDBC driver for MySQL is on the class path.",
                    "Add com.mysql:mysql-connector-j, or give SchemaTransports.jdbc(...) a URL of a driver that is there.");
        }
        return switch (e.getErrorCode()) {
            case ACCESS_DENIED, NO_RIGHT_ON_DATABASE, NO_SUCH_DATABASE ->
                new SchemaException(
                        Kind.REFUSED,
                        "The server refused the login to " + database + ": " + words(e),
                        "Check the user, the password and its rights in the RDS console.");
            default ->
                connectionTrouble(e)
                        ? new SchemaException(
                                Kind.UNREACHABLE,
                                "There is no connection to " + database + ": " + words(e),
                                "The intranet domain resolves only inside the VPC: run there, or reach it otherwise.")
                        : new SchemaException(Kind.REFUSED, "The server refused: " + words(e), remedy(e));
        };
    }

    static String words(SQLException e) {
        String masked = LITERAL.matcher(String.valueOf(e.getMessage()))
                .replaceAll("'...'")
                .replaceAll("\\s+", " ");
        String cut = masked.length() > LONGEST ? masked.substring(0, LONGEST) + "..." : masked;
        return "error " + e.getErrorCode() + " (" + e.getSQLState() + "): " + cut;
    }

    static String remedy(SQLException e) {
        return e.getErrorCode() == SYNTAX
                ? "Correct the script. DELIMITER is a command of the mysql client and unknown to the server."
                : "Correct the script or the server; then it runs again from the start.";
    }

    private static boolean connectionTrouble(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith("08");
    }
}
