package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One order, as the order service tells it. Immutable; later versions may tell more. */
public final class Order {

    private record Values(
            String number,
            OrderStatus status,
            Optional<String> statusWord,
            Optional<String> service,
            Optional<Money> payable,
            Money paid,
            Optional<Instant> createdAt,
            Optional<Instant> expiresAt,
            Optional<String> expiryWord,
            List<Item> items) {}

    private final Values values;

    private Order(Builder from) {
        values = new Values(
                from.number,
                from.status,
                from.statusWord,
                from.service,
                from.payable,
                from.paid,
                from.createdAt,
                from.expiresAt,
                from.expiryWord,
                from.items);
    }

    /** One to be filled in, as tests of a {@code PaymentPolicy} may need; nothing but its number is known at first. */
    public static Builder builder(String number) {
        return new Builder(number);
    }

    /** A builder that starts with everything in this order. */
    public Builder toBuilder() {
        return builder(number())
                .status(status(), statusWord())
                .service(service())
                .payable(payable())
                .paid(paid())
                .createdAt(createdAt())
                .expires(expiresAt(), expiryWord())
                .items(items());
    }

    /** Opaque. */
    public String number() {
        return values.number;
    }

    /** What the status word means. */
    public OrderStatus status() {
        return values.status;
    }

    /** The word as it came; empty when none came. */
    public Optional<String> statusWord() {
        return values.statusWord;
    }

    /** The product's name; empty when the service does not say. */
    public Optional<String> service() {
        return values.service;
    }

    /** What is to be paid after discounts; empty when the service does not say, and then it is not paid. */
    public Optional<Money> payable() {
        return values.payable;
    }

    /** What has been paid. */
    public Money paid() {
        return values.paid;
    }

    /** When it was placed; the zone of the service's text is INFERRED to be UTC+8. */
    public Optional<Instant> createdAt() {
        return values.createdAt;
    }

    /** When it cancels itself if unpaid; empty when the service does not say, or in words not understood. */
    public Optional<Instant> expiresAt() {
        return values.expiresAt;
    }

    /** The expiry as it came; empty when the service does not say. */
    public Optional<String> expiryWord() {
        return values.expiryWord;
    }

    /** What was bought. */
    public List<Item> items() {
        return values.items;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Order that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Order" + values.toString().substring("Values".length());
    }

    /** Fills one in. Not thread-safe. */
    public static final class Builder {
        private final String number;
        private OrderStatus status = OrderStatus.UNRECOGNISED;
        private Optional<String> statusWord = Optional.empty();
        private Optional<String> service = Optional.empty();
        private Optional<Money> payable = Optional.empty();
        private Money paid = Money.ZERO_CNY;
        private Optional<Instant> createdAt = Optional.empty();
        private Optional<Instant> expiresAt = Optional.empty();
        private Optional<String> expiryWord = Optional.empty();
        private List<Item> items = List.of();

        private Builder(String number) {
            this.number = requireNonNull(number, "number");
        }

        /** The status word, and what it means. */
        public Builder status(OrderStatus meaning, Optional<String> word) {
            status = requireNonNull(meaning, "meaning");
            statusWord = requireNonNull(word, "word");
            return this;
        }

        /** The product's name. */
        public Builder service(Optional<String> named) {
            service = requireNonNull(named, "named");
            return this;
        }

        /** What is to be paid after discounts. */
        public Builder payable(Optional<Money> amount) {
            payable = requireNonNull(amount, "amount");
            return this;
        }

        /** What has been paid. */
        public Builder paid(Money amount) {
            paid = requireNonNull(amount, "amount");
            return this;
        }

        /** When it was placed. */
        public Builder createdAt(Optional<Instant> at) {
            createdAt = requireNonNull(at, "at");
            return this;
        }

        /** When it cancels itself if unpaid, and the words for it as they came. */
        public Builder expires(Optional<Instant> at, Optional<String> word) {
            expiresAt = requireNonNull(at, "at");
            expiryWord = requireNonNull(word, "word");
            return this;
        }

        /** What was bought. */
        public Builder items(List<Item> bought) {
            requireNonNull(bought, "bought").forEach(each -> requireNonNull(each, "bought"));
            items = List.copyOf(bought);
            return this;
        }

        /** The order. */
        public Order build() {
            return new Order(this);
        }
    }

    /** One thing that was bought. Immutable; later versions may tell more. */
    public static final class Item {

        private record Parts(
                Optional<String> resourceId, Optional<String> name, Optional<String> statusWord, List<String> extra) {}

        private final Parts values;

        private Item(Parts values) {
            this.values = values;
        }

        /** One with this to tell; see the methods of these names. */
        public static Item of(
                Optional<String> resourceId, Optional<String> name, Optional<String> statusWord, List<String> extra) {
            requireNonNull(extra, "extra").forEach(each -> requireNonNull(each, "extra"));
            return new Item(new Parts(
                    requireNonNull(resourceId, "resourceId"),
                    requireNonNull(name, "name"),
                    requireNonNull(statusWord, "statusWord"),
                    List.copyOf(requireNonNull(extra, "extra"))));
        }

        /** The instance's id, once it has one. */
        public Optional<String> resourceId() {
            return values.resourceId;
        }

        /** Empty when the service does not say. */
        public Optional<String> name() {
            return values.name;
        }

        /** CREATING, SUCCESS or FAIL. */
        public Optional<String> statusWord() {
            return values.statusWord;
        }

        /** The values of its extra information, whose names are not published. */
        public List<String> extra() {
            return values.extra;
        }

        /** Whether the service has given it up. */
        public boolean failed() {
            return statusWord().filter("FAIL"::equalsIgnoreCase).isPresent();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Item that && values.equals(that.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }

        @Override
        public String toString() {
            return "Item" + values.toString().substring("Parts".length());
        }
    }
}
