package io.github.iothubsdk.provisioning.internal.schema;

import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.spi.SchemaException;
import io.github.iothubsdk.provisioning.spi.SchemaException.Kind;
import io.github.iothubsdk.provisioning.spi.SchemaJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;

/** Opens connections with whichever driver is on the class path, in that driver's own words. */
record JdbcLogin(Function<SchemaJob, String> url, SslMode tls) {

    /** A mode in the URL goes before ours, in either driver's words, since either driver may have to understand it. */
    Connection open(SchemaJob job) throws SQLException {
        JdbcAddress address = JdbcAddress.of(url.apply(job));
        SslMode wanted = mode(address);
        Drivers.Found found = Drivers.of(address.bare())
                .orElseThrow(() -> new SchemaException(
                                Kind.REFUSED,
                                "No JDBC driver on the class path takes the address of the database.",
                                "Give an address that starts with jdbc:mysql: or jdbc:mariadb:, and add"
                                        + " org.mariadb.jdbc:mariadb-java-client or com.mysql:mysql-connector-j.")
                        .because("jdbc-driver-missing"));
        return found.isMariadbs() ? openMariadbs(found, job, wanted) : connect(found, job, wanted);
    }

    /** Whether the server must have proved who it is. */
    boolean verifies(SchemaJob job) {
        return mode(JdbcAddress.of(url.apply(job))).verifies();
    }

    private SslMode mode(JdbcAddress address) {
        return address.mode().orElse(tls);
    }

    private static Connection openMariadbs(Drivers.Found found, SchemaJob job, SslMode wanted) throws SQLException {
        try {
            return connect(found, job, wanted);
        } catch (SQLException e) {
            boolean notOffered = String.valueOf(e.getMessage()).contains("ssl not enabled in the server");
            if (wanted != SslMode.PREFERRED || !notOffered) {
                throw e;
            }
            return connect(found, job, SslMode.DISABLED);
        }
    }

    private static Connection connect(Drivers.Found found, SchemaJob job, SslMode mode) throws SQLException {
        Properties properties = LoginOptions.of(found, mode);
        properties.setProperty("user", job.database().user());
        properties.setProperty("password", job.password().reveal());
        Connection connection = found.driver().connect(found.url(), properties);
        if (connection == null) {
            throw new SQLException("The driver does not know its own URL", "08001");
        }
        return connection;
    }
}
