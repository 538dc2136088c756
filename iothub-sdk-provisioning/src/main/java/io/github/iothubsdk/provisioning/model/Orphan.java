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
    private final Optional<RunId> runInDoubt;

    private Orphan(Kind kind, Optional<Order> order, Optional<Instance> instance, Optional<RunId> runInDoubt) {
        this.kind = kind;
        this.order = order;
        this.instance = instance;
        this.runInDoubt = runInDoubt;
    }

    /** An order, with its instance where that is there. */
    public static Orphan of(Order order, Optional<Instance> instance) {
        Kind kind = switch (requireNonNull(order, "order").status()) {
            case NO_PAY -> Kind.UNPAID_ORDER;
            case PAID, REFUND_PART -> Kind.PAID_ORDER;
            default -> Kind.OTHER_ORDER;
        };
        return new Orphan(kind, Optional.of(order), requireNonNull(instance, "instance"), Optional.empty());
    }

    /** An instance without an order. */
    public static Orphan of(Instance instance) {
        return new Orphan(
                Kind.INSTANCE, Optional.empty(), Optional.of(requireNonNull(instance, "instance")), Optional.empty());
    }

    /** The same, where this run may have ordered it, and does not know. */
    public Orphan withRunInDoubt(RunId run) {
        return new Orphan(kind, order, instance, Optional.of(requireNonNull(run, "run")));
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

    /** A run of the journal that may have ordered it: the name is the same, and its own order is not known. */
    public Optional<RunId> runInDoubt() {
        return runInDoubt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Orphan that
                && kind == that.kind
                && order.equals(that.order)
                && instance.equals(that.instance)
                && runInDoubt.equals(that.runInDoubt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, order, instance, runInDoubt);
    }

    /** One line: what it is, and its number or id. */
    @Override
    public String toString() {
        return kind + " "
                + order.map(Order::number).or(() -> instance.map(Instance::id)).orElseThrow();
    }
}
