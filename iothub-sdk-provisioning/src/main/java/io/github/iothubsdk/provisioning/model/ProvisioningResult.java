package io.github.iothubsdk.provisioning.model;

import java.util.Optional;

/**
 * A run that reached its end.
 *
 * @param runId the run
 * @param instance as the instance list showed it when it ran
 * @param orderNumber the order
 * @param paid what was paid
 * @param schema what initialising the database came to, when it was asked for
 */
public record ProvisioningResult(
        RunId runId, Instance instance, String orderNumber, Money paid, Optional<SchemaReport> schema) {}
