package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;

/** An order or an instance that no run of the journal explains. Immutable. */
public final class Orphan {

    /** What it is. */
    public enum Kind {
        /** An order that can still be paid. */
        UNPAID_ORDER,
        /** An order that is paid, with or without an instance yet. */
        PAID_ORDER,
        /** An order in a state that says neither. */
        OTHER_ORDER,
        /** An instance, and no order that was looked at is for it. */
        INSTANCE
    }

    private final Kind kind;
    private final Optional<Order> order;
    private final Optional<Instance> instance;

    private Orphan(Kind kind, Optional<Order> order, Optional<Instance> instance) {
        this.kind = kind;
        this.order = order;
        this.instance = instance;
    }

    /** An order, with its instance where that is there. */
    public static Orphan of(Order order, Optional<Instance> instance) {
        Kind kind = switch (requireNonNull(order, "order").status()) {
            case NO_PAY -> Kind.UNPAID_ORDER;
            case PAID, REFUND_PART -> Kind.PAID_ORDER;
            default -> Kind.OTHER_ORDER;
        };
        return new Orphan(kind, Optional.of(order), requireNonNull(instance, "instance"));
    }

    /** An instance without an order. */
    public static Orphan of(Instance instance) {
        return new Orphan(Kind.INSTANCE, Optional.empty(), Optional.of(requireNonNull(instance, "instance")));
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** The order; empty for an instance without one. */
    public Optional<Order> order() {
        return order;
    }

    /** The instance; empty where none has come of the order yet. */
    public Optional<Instance> instance() {
        return instance;
    }

    /** The instance's name, as the one or the other tells it. */
    public Optional<String> name() {
        return instance.map(Instance::name)
                .or(() -> order.flatMap(known -> known.items().stream()
                        .flatMap(item -> item.name().stream())
                        .findFirst()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Orphan that
                && kind == that.kind
                && order.equals(that.order)
                && instance.equals(that.instance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, order, instance);
    }

    /** One line: what it is, and its number or id. */
    @Override
    public String toString() {
        return kind + " "
                + order.map(Order::number).or(() -> instance.map(Instance::id)).orElseThrow();
    }
}
