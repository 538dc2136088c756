package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;

/** Were the answer to the order lost, nobody could tell without the order list whether there is one (queryOrders, published). */
record OrdersAreTold(Facts facts) implements PreflightCheck {

    @Override
    public CheckId id() {
        return CheckId.ORDER_LIST_IS_READABLE;
    }

    @Override
    public String name() {
        return "the order list can be read";
    }

    @Override
    public CheckResult look(CreateInstanceRequest request) {
        String newest = facts.orders().newest();
        return passed(newest == null ? "no orders yet" : "the newest is " + newest);
    }
}
