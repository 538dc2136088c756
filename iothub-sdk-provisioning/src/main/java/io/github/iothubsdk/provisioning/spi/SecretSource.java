package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import java.util.Optional;

/** Asked for the database password when a run is resumed, since the journal never holds it. Thread-safe. */
@FunctionalInterface
public interface SecretSource {

    /** The password of the database's user, or empty when this source does not have it. */
    Optional<Secret> password(RdsDatabase database);

    /** The database's own password when it is there, else this source's. */
    default Optional<Secret> resolve(RdsDatabase database) {
        return database.password().or(() -> password(database));
    }

    /** The environment variable {@code IOTHUB_DB_PASSWORD}. */
    static SecretSource environment() {
        return database -> Optional.ofNullable(System.getenv("IOTHUB_DB_PASSWORD"))
                .filter(text -> !text.isBlank())
                .map(Secret::of);
    }
}
