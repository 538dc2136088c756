package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens connections with whichever driver is on the class path, in that driver's own words. */
record Login(Function<SchemaJob, String> url, SslMode tls) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A script that is cut off by a time-out goes on in the server, so this is long. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Pattern MODE = Pattern.compile("(?i)(?<=[?&])sslMode=([\\w-]*)&?");

    /** A mode in the URL goes before ours, in either driver's words, since either driver may have to understand it. */
    Connection open(SchemaJob job) throws SQLException {
        String given = url.apply(job);
        Matcher mode = MODE.matcher(given);
        SslMode wanted = mode.find() ? TlsWords.mode(mode.group(1)) : tls;
        Drivers.Found found = Drivers.of(mode.replaceAll("").replaceAll("[?&]$", ""))
                .orElseThrow(() -> new SchemaException(
                        Kind.REFUSED,
                        "No JDBC driver on the class path takes the address of the database.",
                        "Give an address that starts with jdbc:mysql: or jdbc:mariadb:, and add"
                                + " org.mariadb.jdbc:mariadb-java-client or com.mysql:mysql-connector-j."));
        return found.isMariadbs() ? openMariadbs(found, job, wanted) : connect(found, job, wanted.name());
    }

    private static Connection openMariadbs(Drivers.Found found, SchemaJob job, SslMode wanted) throws SQLException {
        try {
            return connect(found, job, TlsWords.ofMariadb(wanted));
        } catch (SQLException e) {
            boolean notOffered = String.valueOf(e.getMessage()).contains("ssl not enabled in the server");
            if (wanted != SslMode.PREFERRED || !notOffered) {
                throw e;
            }
            return connect(found, job, TlsWords.ofMariadb(SslMode.DISABLED));
        }
    }

    private static Connection connect(Drivers.Found found, SchemaJob job, String mode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", job.database().user());
        properties.setProperty("password", job.password().reveal());
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(LONGEST.toMillis()));
        properties.setProperty("sslMode", mode);
        Connection connection = found.driver().connect(found.url(), properties);
        if (connection == null) {
            throw new SQLException("The driver does not know its own URL", "08001");
        }
        return connection;
    }
}
