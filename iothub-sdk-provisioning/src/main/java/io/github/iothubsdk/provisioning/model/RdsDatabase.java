package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.auth.Secret;
import java.util.Optional;

/**
 * The database that the instance keeps its data in, as the console's form asks for it.
 *
 * @param instanceId the RDS instance, such as {@code mysql-wp4e9ztap2}
 * @param database its name, created beforehand in the console or by the RDS API
 * @param host the RDS instance's intranet domain
 * @param user an account with read and write rights on the database
 * @param password never shown or journaled; empty in a run read from the journal
 */
public record RdsDatabase(String instanceId, String database, String host, String user, Optional<Secret> password) {
    /** Refuses what is null. */
    public RdsDatabase {
        requireNonNull(database, "database");
        requireNonNull(host, "host");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(password, "password");
        requireNonNull(user, "user");
    }

    /** With its password. */
    public static RdsDatabase of(String instanceId, String database, String host, String user, Secret password) {
        requireNonNull(database, "database");
        requireNonNull(host, "host");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(password, "password");
        requireNonNull(user, "user");
        return new RdsDatabase(instanceId, database, host, user, Optional.of(password));
    }
}
