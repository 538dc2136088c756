package io.github.iothubsdk.spring;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import java.util.Optional;

/**
 * Makes requests from {@code iothub.hub.*}: region, network and database. What may be spent, and that the terms are accepted,
 * is for the code to say. Thread-safe.
 */
public final class HubTemplate {

    private final IotHubProperties.Hub hub;
    private final SecretSource secrets;

    HubTemplate(IotHubProperties.Hub hub, SecretSource secrets) {
        this.hub = hub;
        this.secrets = secrets;
    }

    /** A builder for an instance of this name, without a ceiling and without the terms accepted. */
    public CreateInstanceRequest.Builder named(String name) {
        var builder = CreateInstanceRequest.builder(hub.region(), requireNonNull(name, "name"))
                .network(hub.vpc(), hub.subnet())
                .database(database());
        return hub.zone().isEmpty() ? builder : builder.zone(hub.zone());
    }

    /** Asked anew each time, so that a password that was changed is picked up. */
    private RdsDatabase database() {
        var known =
                new RdsDatabase(hub.rds(), hub.database(), hub.databaseHost(), hub.databaseUser(), Optional.empty());
        return new RdsDatabase(
                known.instanceId(), known.database(), known.host(), known.user(), secrets.password(known));
    }
}
