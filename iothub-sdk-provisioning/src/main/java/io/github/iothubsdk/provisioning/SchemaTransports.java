package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.provisioning.internal.schema.JdbcSchema;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.util.function.Function;

/** The ways to run a schema script that come with the SDK. */
public final class SchemaTransports {

    private SchemaTransports() {}

    /** By JDBC to the database's own host and port, as it is reached inside the VPC. */
    public static SchemaTransport jdbc() {
        return new JdbcSchema(job -> "jdbc:mysql://" + job.database().host() + ":"
                + job.port().getAsInt() + "/" + job.database().database());
    }

    /**
     * By JDBC to another address, such as a public domain or a forwarded port.
     *
     * @param url gives the JDBC URL of a database, without user and password; it is never shown
     */
    public static SchemaTransport jdbc(Function<RdsDatabase, String> url) {
        return new JdbcSchema(job -> url.apply(job.database()));
    }
}
