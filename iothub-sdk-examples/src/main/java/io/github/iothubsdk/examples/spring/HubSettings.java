package io.github.iothubsdk.examples.spring;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hubs of this service live; {@code iothub.journal} and so on in {@code application.properties}.
 *
 * @param dbPassword from the environment: {@code IOTHUB_DB_PASSWORD}
 */
@ConfigurationProperties("iothub")
record HubSettings(
        Path journal,
        Optional<URI> endpoint,
        @DefaultValue("10s") Duration pollInterval,
        @DefaultValue("cn-north-1") String region,
        String vpc,
        String subnet,
        String rds,
        String database,
        String dbHost,
        String dbUser,
        Secret dbPassword) {

    CreateInstanceRequest request(String name) {
        return CreateInstanceRequest.builder(region, name)
                .network(vpc, subnet)
                .database(RdsDatabase.of(rds, database, dbHost, dbUser, dbPassword))
                .acceptServiceTerms()
                .build();
    }
}
