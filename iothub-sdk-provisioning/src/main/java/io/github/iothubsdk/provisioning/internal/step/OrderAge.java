package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.model.Order;
import java.time.Duration;
import java.time.Instant;

/**
 * When an order was made, beside when one was sent.
 *
 * @param before tells the newest order that was there, by the order service's own clock: no other clock is needed to know
 *     what is older than that
 */
record OrderAge(Claim claim, Snapshot before, Instant now) {

    /** Between the order service's clock and the one that dated the claim, which has whole seconds. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);
    /** An order that was sent is made within this, unless something held it back. */
    private static final Duration HELD_BACK = Duration.ofMinutes(1);

    /** Whether it was made before something that was there already. */
    boolean isOlder(Order order) {
        Instant newest = before.controlAt();
        return newest != null
                && order.createdAt().filter(made -> made.isBefore(newest)).isPresent();
    }

    /** Whether it was made when a copy was sent; where nobody tells the time, that cannot be said of any. */
    boolean isOfTheClaim(Order order) {
        return claim.serviceTime()
                && order.createdAt()
                        .filter(made -> !made.isBefore(claim.first().minus(CLOCKS)))
                        .filter(made -> !made.isAfter(claim.last().plus(HELD_BACK)))
                        .filter(made -> !made.isAfter(now.plus(HELD_BACK)))
                        .isPresent();
    }
}
