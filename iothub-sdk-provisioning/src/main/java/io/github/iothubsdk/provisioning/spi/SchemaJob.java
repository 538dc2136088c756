package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.SchemaScript;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * One database to initialise.
 *
 * @param database which one, and as whom
 * @param port asks the service for the RDS instance's port; may throw an {@code ApiException}
 * @param password of the database's user
 * @param script what to run
 * @param mayReplaceData whether tables that hold rows may be dropped
 * @param runId the run it is for; empty while only probing
 */
public record SchemaJob(
        RdsDatabase database,
        IntSupplier port,
        Secret password,
        SchemaScript script,
        boolean mayReplaceData,
        Optional<RunId> runId) {}
