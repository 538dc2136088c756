package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import java.util.Optional;

/** Nothing can be ordered in a dialect that has no route for it. */
record DialectOrders(WireDialect dialect) implements PreflightCheck {

    /** Empty when the dialect can order. */
    static Optional<PreflightCheck> missing(WireDialect dialect) {
        return dialect.isReadOnly() ? Optional.of(new DialectOrders(dialect)) : Optional.empty();
    }

    @Override
    public CheckId id() {
        return CheckId.DIALECT_ORDERS;
    }

    @Override
    public String name() {
        return "the wire dialect can order";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        return failed(
                "the dialect " + dialect.name() + " is read only",
                "a dialect with a route to create an instance",
                "Use another dialect, such as iotHubInferred.");
    }
}
