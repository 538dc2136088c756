package io.github.iothubsdk.provisioning.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a run's order. Immutable.
 *
 * @param number opaque
 * @param amount what it costs, once the order service has told
 * @param expiresAt when it cancels itself if it is not paid; empty when that is not known where this is told
 */
public record KnownOrder(String number, Optional<Money> amount, Optional<Instant> expiresAt) {

    /** Of which no more is known. */
    public static KnownOrder of(String number) {
        return new KnownOrder(number, Optional.empty(), Optional.empty());
    }

    /** As the order service tells it. */
    public static KnownOrder of(Order order) {
        return new KnownOrder(order.number(), order.payable(), order.expiresAt());
    }

    /** The same order, whose price is known. */
    public KnownOrder costing(Money price) {
        return new KnownOrder(number, Optional.of(price), expiresAt);
    }
}
