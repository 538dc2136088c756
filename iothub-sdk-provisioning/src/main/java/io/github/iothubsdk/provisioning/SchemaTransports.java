package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.internal.schema.SchemaJobs;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.SslMode;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import io.github.iothubsdk.provisioning.spi.SchemaInspector;
import io.github.iothubsdk.provisioning.spi.SchemaTransport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ways to run a schema script that come with the SDK.
 *
 * <p>Those by JDBC work with MySQL Connector/J and with MariaDB Connector/J, whichever is on the class path: a URL may
 * begin with {@code jdbc:mysql:} or {@code jdbc:mariadb:} and may hold an {@code sslMode} in the words of either. Options in
 * it that the SDK sets itself, or that let a server have files, classes or the password, are refused.
 *
 * <p>One through an SSH server is in the module {@code iothub-sdk-schema-ssh}.
 */
public final class SchemaTransports {

    private SchemaTransports() {}

    /** By JDBC to the database's own host and port, as it is reached inside the VPC; by TLS when the server offers it. */
    public static InspectingSchemaTransport jdbc() {
        return jdbc(SslMode.PREFERRED);
    }

    /**
     * The same with a say in TLS.
     *
     * @param tls whether the connection is encrypted, and whether the server must prove who it is
     */
    public static InspectingSchemaTransport jdbc(SslMode tls) {
        requireNonNull(tls, "tls");
        return SchemaJobs.jdbc(
                job -> "jdbc:mysql://" + job.database().host() + ":"
                        + job.port().getAsInt() + "/" + job.database().database(),
                tls);
    }

    /**
     * By JDBC to another address, such as a public domain or a forwarded port; by TLS when the server offers it.
     *
     * @param url gives the JDBC URL of a database, without user and password; it is never shown. An {@code sslMode} in
     *     it goes before the default.
     */
    public static InspectingSchemaTransport jdbc(Function<RdsDatabase, String> url) {
        requireNonNull(url, "url");
        return SchemaJobs.jdbc(job -> url.apply(job.database()), SslMode.PREFERRED);
    }

    /**
     * By a DBA: writes the script with instructions into a file of this directory and parks the run until the receipt
     * that the file makes is beside it. The database is never connected to.
     */
    public static SchemaTransport scriptFile(Path directory) {
        requireNonNull(directory, "directory");
        return SchemaJobs.scriptFile(directory, Optional.empty());
    }

    /**
     * As above, and goes on without a receipt when the file's mark is seen in the database, or, where the request says what to
     * expect of it, all of that.
     *
     * @param look sees it, such as {@link #jdbc()}: its user needs no more than SELECT
     */
    public static SchemaTransport scriptFile(Path directory, SchemaInspector look) {
        requireNonNull(directory, "directory");
        requireNonNull(look, "look");
        return SchemaJobs.scriptFile(directory, Optional.of(look));
    }

    /**
     * By Flyway, as whoever owns the database's history runs it: writes the script as a versioned migration into this directory
     * and parks the run until {@link #jdbc()} sees in the database that it was run to its end.
     */
    public static InspectingSchemaTransport migration(Path directory) {
        requireNonNull(directory, "directory");
        return migration(directory, MigrationTool.FLYWAY, jdbc());
    }

    /**
     * As above, by this tool and seen by another.
     *
     * @param tool of Flyway the directory is one of its locations; of Liquibase a changelog includes the file that is written
     * @param look sees what was run: its user needs no more than SELECT
     */
    public static InspectingSchemaTransport migration(Path directory, MigrationTool tool, SchemaInspector look) {
        requireNonNull(directory, "directory");
        requireNonNull(look, "look");
        requireNonNull(tool, "tool");
        return SchemaJobs.migration(directory, tool, look);
    }

    /**
     * By others, and never by the SDK, which writes and runs nothing: parks the run until {@link #jdbc()} sees all that the
     * request expects, and the tables that the script makes.
     */
    public static InspectingSchemaTransport checkOnly() {
        return checkOnly(jdbc());
    }

    /**
     * As above, seen by another.
     *
     * @param look says what is missing: its user needs no more than SELECT
     */
    public static InspectingSchemaTransport checkOnly(SchemaInspector look) {
        requireNonNull(look, "look");
        return SchemaJobs.checkOnly(look);
    }
}
