package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** What is known of a run's order. Immutable; later versions may tell more. */
public final class KnownOrder {

    private record Values(String number, Optional<Money> amount, Optional<Instant> expiresAt) {}

    private final Values values;

    private KnownOrder(Values values) {
        this.values = values;
    }

    /** Of which no more is known. */
    public static KnownOrder of(String number) {
        return new KnownOrder(new Values(requireNonNull(number, "number"), Optional.empty(), Optional.empty()));
    }

    /** As the order service tells it. */
    public static KnownOrder of(Order order) {
        requireNonNull(order, "order");
        return new KnownOrder(new Values(order.number(), order.payable(), order.expiresAt()));
    }

    /** The same order, whose price is known. */
    public KnownOrder costing(Money price) {
        return new KnownOrder(new Values(values.number, Optional.of(requireNonNull(price, "price")), values.expiresAt));
    }

    /** The same order, of which it is known when it cancels itself if it is not paid. */
    public KnownOrder expiring(Instant at) {
        return new KnownOrder(new Values(values.number, values.amount, Optional.of(requireNonNull(at, "at"))));
    }

    /** Opaque. */
    public String number() {
        return values.number;
    }

    /** What it costs, once the order service has told. */
    public Optional<Money> amount() {
        return values.amount;
    }

    /** When it cancels itself if it is not paid; empty when that is not known where this is told. */
    public Optional<Instant> expiresAt() {
        return values.expiresAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownOrder that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "KnownOrder" + values.toString().substring("Values".length());
    }
}
