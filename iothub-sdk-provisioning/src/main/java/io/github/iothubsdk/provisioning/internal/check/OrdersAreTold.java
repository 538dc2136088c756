package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** Were the answer to the order lost, nobody could tell without the order list whether there is one (queryOrders, published). */
public record OrdersAreTold(Facts facts) implements PreflightCheck {

    /** The check's name. */
    public static final String NAME = "the order list can be read";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        String newest = facts.orders().newest();
        return CheckResult.passed(name(), newest == null ? "no orders yet" : "the newest is " + newest);
    }
}
