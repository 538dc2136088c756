package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.SchemaScripts;
import io.github.iothubsdk.provisioning.SchemaTransports;
import io.github.iothubsdk.provisioning.model.MigrationTool;
import io.github.iothubsdk.provisioning.model.SchemaBootstrap;
import io.github.iothubsdk.provisioning.model.SchemaExpectation;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import io.github.iothubsdk.provisioning.spi.InspectingSchemaTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which script initialises the database, who runs it, and where the database is reached. */
final class SchemaOptions {

    @Option(names = "--schema", paramLabel = "FILE", description = "Initialises the database with this SQL script.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--schema-url",
            paramLabel = "JDBC_URL",
            description = "Where this machine reaches the database. Default: its intranet domain.")
    Optional<String> url = Optional.empty();

    @Option(
            names = "--schema-migration",
            paramLabel = "DIR",
            description = "Runs no script: writes it here as a migration, and waits until that was run.")
    Optional<Path> migration = Optional.empty();

    @Option(
            names = "--schema-tool",
            paramLabel = "flyway|liquibase",
            description = "Whose migration is written. Default: flyway.")
    Optional<MigrationTool> tool = Optional.empty();

    @Option(
            names = "--schema-check-only",
            description = "Runs and writes no script: waits until others have initialised the database.")
    boolean checkOnly;

    @Option(
            names = "--schema-tables",
            paramLabel = "NUMBER",
            description = "How many tables there must be in the end. Default: any number.")
    Optional<Integer> tables = Optional.empty();

    @Option(
            names = "--schema-filled",
            paramLabel = "TABLE",
            split = ",",
            description = "A table that must hold rows in the end, or several with commas.")
    List<String> filled = List.of();

    Optional<SchemaScript> script() {
        return file.map(SchemaScripts::file);
    }

    /** What is wanted of the database; nothing without a script. */
    Optional<SchemaBootstrap> bootstrap() {
        requireTogether();
        SchemaExpectation expected = new SchemaExpectation(tables.orElse(0), filled);
        return script().map(SchemaBootstrap::of)
                .map(wanted -> expected.tells() ? wanted.expecting(expected) : wanted)
                .map(wanted -> checkOnly || migration.isPresent() ? wanted.runByOthers() : wanted);
    }

    /** What says how, without saying what, would be unheard. */
    private void requireTogether() {
        Optional<String> alone = Stream.of(
                        checkOnly ? "--schema-check-only" : "",
                        migration.isPresent() ? "--schema-migration" : "",
                        tables.orElse(0) != 0 ? "--schema-tables" : "",
                        filled.isEmpty() ? "" : "--schema-filled")
                .filter(option -> !option.isEmpty())
                .findFirst();
        if (file.isEmpty() && alone.isPresent()) {
            throw new Refused(alone.get() + ": say by --schema FILE which script is meant. Nothing was sent.");
        }
    }

    /**
     * Refuses what would be unheard beside an approval: that says what is wanted of the database, but neither where this
     * machine reaches it nor who runs the script.
     */
    void requireHeard(boolean scriptIsApproved) {
        Optional<String> unheard = Stream.of(
                        tables.isPresent() ? "--schema-tables" : "",
                        filled.isEmpty() ? "" : "--schema-filled",
                        checkOnly && !scriptIsApproved ? "--schema-check-only" : "",
                        migration.isPresent() && !scriptIsApproved ? "--schema-migration" : "")
                .filter(option -> !option.isEmpty())
                .findFirst();
        if (file.isEmpty() && unheard.isPresent()) {
            throw new Refused(
                    unheard.get() + ": the approval says what is wanted of the database, and this would be passed"
                            + " over. Leave it out. Nothing was ordered.");
        }
    }

    /** Where the database is reached and who runs the script, to be entered again; no address with a password. */
    String way() {
        return url.filter(address -> !SecretArguments.inAddress(address))
                        .map(address -> " --schema-url " + Commands.quote(address))
                        .orElse("")
                + migration
                        .map(directory -> " --schema-migration " + Commands.quote(directory.toString()))
                        .orElse("")
                + tool.map(whose -> " --schema-tool " + whose.name().toLowerCase(Locale.ROOT))
                        .orElse("")
                + (checkOnly ? " --schema-check-only" : "");
    }

    /** Lets a client reach the database; the URL is shown nowhere but in the command that orders what was approved. */
    ProvisioningClientBuilder on(ProvisioningClientBuilder client) {
        if (checkOnly && migration.isPresent()) {
            throw new Refused("--schema-check-only writes no migration: give it, or --schema-migration.");
        }
        if (tool.isPresent() && migration.isEmpty()) {
            throw new Refused("--schema-tool is for --schema-migration DIR, which is not given. Nothing was sent.");
        }
        tables.filter(number -> number < 0).ifPresent(number -> {
            throw new Refused("--schema-tables: there is no such number of tables, " + number + ".");
        });
        InspectingSchemaTransport reached =
                url.map(address -> SchemaTransports.jdbc(rds -> address)).orElseGet(SchemaTransports::jdbc);
        client.schemaTransport(
                checkOnly
                        ? SchemaTransports.checkOnly(reached)
                        : migration
                                .map(directory -> SchemaTransports.migration(
                                        directory, tool.orElse(MigrationTool.FLYWAY), reached))
                                .orElse(reached));
        script().ifPresent(client::schemaScript);
        return client;
    }
}
