package io.github.iothubsdk.provisioning.spi;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Order;
import java.util.Optional;

/** Decides whether an order may be paid: the place of the console's confirm button. Thread-safe. */
@FunctionalInterface
public interface PaymentPolicy {

    /**
     * Why it must not be paid; empty when it may. Asked again right before the payment, and only for orders that say what
     * they cost and do not pay themselves.
     */
    Optional<String> objection(Order order, CreateInstanceRequest request);

    /** Pays what is not above the request's ceiling. */
    static PaymentPolicy withinCeiling() {
        return (order, request) -> order.payable()
                .filter(amount -> amount.isMoreThan(request.spendAtMost()))
                .map(amount -> "order " + order.number() + " costs " + amount + ", above the ceiling of "
                        + request.spendAtMost());
    }
}
