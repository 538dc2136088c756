package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.core.internal.words.Plain;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The server's and the drivers' errors in words for a person; what is between quotes may be data and is masked. */
final class SqlErrors {

    private static final int ACCESS_DENIED = 1045;
    private static final int NO_RIGHT_ON_DATABASE = 1044;
    private static final int NO_SUCH_DATABASE = 1049;
    private static final int SYNTAX = 1064;
    private static final int KILLED = 1927;
    /** Disk full, table full, a limit of the user's. */
    private static final Set<Integer> FULL = Set.of(1021, 1114, 1226);
    /** Shutting down, lock wait, deadlock, killed query: the same may work a little later. */
    private static final Set<Integer> PASSING = Set.of(1053, 1205, 1213, 1317);

    private static final int LONGEST = 300;

    private SqlErrors() {}

    static SchemaException explain(String database, SQLException e) {
        if (tls(e)) {
            return new SchemaException(
                    Kind.REFUSED,
                    "There is no TLS connection to " + database + ": " + words(e),
                    "Trust the server's certificate authority, or correct the sslMode; where the server's TLS is too old"
                            + " for Java and the network is private, set sslMode=DISABLED.");
        }
        if (wantsMore(e)) {
            return unverified(database, e);
        }
        if (connectionTrouble(e)) {
            return new SchemaException(
                    Kind.UNREACHABLE,
                    "There is no connection to " + database + ": " + words(e),
                    "The intranet domain resolves only inside the VPC: run there, or reach it otherwise.");
        }
        return switch (e.getErrorCode()) {
            case ACCESS_DENIED, NO_RIGHT_ON_DATABASE, NO_SUCH_DATABASE ->
                new SchemaException(
                        Kind.REFUSED,
                        "The server refused the login to " + database + ": " + words(e),
                        "Check the user, the password and its rights in the RDS console.");
            default ->
                new SchemaException(
                        passing(e) ? Kind.UNREACHABLE : Kind.REFUSED, "The server refused: " + words(e), remedy(e));
        };
    }

    private static SchemaException unverified(String database, SQLException e) {
        return new SchemaException(
                Kind.REFUSED,
                "The server of " + database + " asked for the password in a way that tells it, and was not told it: "
                        + words(e),
                "Make sure who the server is, by sslMode=VERIFY_IDENTITY or VERIFY_CA with its certificate authority,"
                        + " or give the user the plugin mysql_native_password.");
    }

    static String words(SQLException e) {
        String said = Plain.of(Quoted.masked(String.valueOf(e.getMessage())), LONGEST);
        return "error " + e.getErrorCode() + " (" + Plain.of(String.valueOf(e.getSQLState()), 5) + "): " + said;
    }

    static String remedy(SQLException e) {
        if (full(e)) {
            return "Make room on the server, or raise the limit; then the script runs again from the start.";
        }
        return e.getErrorCode() == SYNTAX
                ? "Correct the script; then it runs from the start."
                : "Correct the script or the server; then it runs again from the start.";
    }

    /** Whether the session is gone. */
    static boolean connectionTrouble(SQLException e) {
        String state = e.getSQLState();
        return e.getErrorCode() == KILLED || (state != null && state.startsWith("08"));
    }

    /** Whether there is no room for what was asked. */
    static boolean full(SQLException e) {
        return FULL.contains(e.getErrorCode());
    }

    /** Whether the statement may work when it is tried again. */
    static boolean passing(SQLException e) {
        return PASSING.contains(e.getErrorCode());
    }

    /** Whether the server wants the password in a way that the driver was not allowed; in either driver's words. */
    private static boolean wantsMore(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return Stream.of(
                        "restrict authentication plugin",
                        "Unable to load authentication plugin",
                        "Public Key Retrieval is not allowed",
                        "RSA public key is not available",
                        "MitM-Proof")
                .anyMatch(message::contains);
    }

    private static boolean tls(SQLException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof SSLException
                    || message.contains("ssl not enabled in the server")
                    || message.contains("SSL Connection required")) {
                return true;
            }
        }
        return false;
    }
}
