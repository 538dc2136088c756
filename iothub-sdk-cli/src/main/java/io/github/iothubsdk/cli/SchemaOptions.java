package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.SchemaScripts;
import io.github.iothubsdk.provisioning.SchemaTransports;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which script initialises the database, and where it is reached. */
final class SchemaOptions {

    @Option(names = "--schema", paramLabel = "FILE", description = "Initialises the database with this SQL script.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--schema-url",
            paramLabel = "JDBC_URL",
            description = "Where this machine reaches the database. Default: its intranet domain.")
    Optional<String> url = Optional.empty();

    Optional<SchemaScript> script() {
        return file.map(SchemaScripts::file);
    }

    /** Lets a client reach the database; the URL is shown nowhere. */
    ProvisioningClientBuilder on(ProvisioningClientBuilder client) {
        url.ifPresent(address -> client.schemaTransport(SchemaTransports.jdbc(rds -> address)));
        script().ifPresent(client::schemaScript);
        return client;
    }
}
