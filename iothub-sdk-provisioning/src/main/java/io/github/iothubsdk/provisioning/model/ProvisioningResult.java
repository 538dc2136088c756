package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A run that reached its end. Immutable; later versions may tell more. */
public final class ProvisioningResult {

    private record Values(
            RunId runId, Instance instance, String orderNumber, Money paid, Optional<SchemaReport> schema) {}

    private final Values values;

    private ProvisioningResult(Values values) {
        this.values = values;
    }

    /** One with this to tell, as tests of yours may need; see the methods of these names. */
    public static ProvisioningResult of(
            RunId runId, Instance instance, String orderNumber, Money paid, Optional<SchemaReport> schema) {
        return new ProvisioningResult(new Values(
                requireNonNull(runId, "runId"),
                requireNonNull(instance, "instance"),
                requireNonNull(orderNumber, "orderNumber"),
                requireNonNull(paid, "paid"),
                requireNonNull(schema, "schema")));
    }

    /** The run. */
    public RunId runId() {
        return values.runId;
    }

    /** As the instance list showed it when it ran. */
    public Instance instance() {
        return values.instance;
    }

    /** The order. */
    public String orderNumber() {
        return values.orderNumber;
    }

    /** What was paid. */
    public Money paid() {
        return values.paid;
    }

    /** What initialising the database came to, when it was asked for. */
    public Optional<SchemaReport> schema() {
        return values.schema;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProvisioningResult that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "ProvisioningResult" + values.toString().substring("Values".length());
    }
}
