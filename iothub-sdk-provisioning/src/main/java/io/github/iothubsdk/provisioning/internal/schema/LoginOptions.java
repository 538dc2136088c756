package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SslMode;
import java.time.Duration;
import java.util.Properties;

/**
 * What a driver is told besides the address. A server that is not verified gets no more than the answer to a challenge,
 * whatever it asks for; none gets a file of this machine.
 *
 * <p>Read in MySQL Connector/J 26.10 and MariaDB Connector/J 3.5.11: over any TLS, verified or not, both hand the password
 * itself to a server that asks for {@code mysql_clear_password}, or for the full {@code caching_sha2_password} or
 * {@code sha256_password}. Without TLS the latter two encrypt it with a key that the server sends, unless
 * {@code allowPublicKeyRetrieval} is off.
 */
final class LoginOptions {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A script that is cut off by a time-out goes on in the server, so this is long. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    static final String CACHING_SHA2 = "caching_sha2_password";

    private LoginOptions() {}

    static Properties of(Drivers.Found found, SslMode mode) {
        Properties options = new Properties();
        options.setProperty("allowMultiQueries", "true");
        options.setProperty("allowPublicKeyRetrieval", "false");
        options.setProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
        options.setProperty("socketTimeout", Long.toString(LONGEST.toMillis()));
        if (found.isMariadbs()) {
            mariadbs(options, mode);
        } else {
            MysqlOptions.add(options, mode);
        }
        return options;
    }

    private static void mariadbs(Properties options, SslMode mode) {
        options.setProperty("sslMode", TlsWords.ofMariadb(mode));
        options.setProperty("allowLocalInfile", "false");
        options.setProperty("permitRedirect", "false");
        String challenges = "mysql_native_password,client_ed25519,parsec";
        options.setProperty("restrictedAuth", tellsByTls(mode) ? challenges : challenges + "," + CACHING_SHA2);
    }

    /** Whether a full login by SHA-2 would tell the password, through TLS, to nobody knows whom. */
    static boolean tellsByTls(SslMode mode) {
        return !mode.verifies() && mode != SslMode.DISABLED;
    }
}
