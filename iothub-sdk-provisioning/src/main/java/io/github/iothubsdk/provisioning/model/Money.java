package io.github.iothubsdk.provisioning.model;

import java.math.BigDecimal;

/**
 * An exact amount; equal amounts are equal however many zeros they were written with. Immutable.
 *
 * @param amount as the service states it, never rounded
 * @param currency ISO 4217, such as {@code CNY}
 */
public record Money(BigDecimal amount, String currency) {

    /** Brings the amount to its shortest form of at least two decimals; nothing is rounded. */
    public Money {
        BigDecimal shortest = amount.stripTrailingZeros();
        amount = shortest.scale() < 2 ? shortest.setScale(2) : shortest;
    }

    /** Renminbi from its decimal text, such as {@code "50.00"}. */
    public static Money cny(String amount) {
        return new Money(new BigDecimal(amount.trim()), "CNY");
    }

    /** Renminbi. */
    public static Money cny(BigDecimal amount) {
        return new Money(amount, "CNY");
    }

    /** The sum; both must be in the same currency. */
    public Money plus(Money other) {
        return new Money(amount.add(comparable(other)), currency);
    }

    /** Whether this is strictly more; both must be in the same currency. */
    public boolean isMoreThan(Money other) {
        return amount.compareTo(comparable(other)) > 0;
    }

    /** Whether it is below zero. */
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    private BigDecimal comparable(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " cannot be compared with " + other.currency);
        }
        return other.amount;
    }

    /** Such as {@code CNY 50.00}. */
    @Override
    public String toString() {
        return currency + " " + amount.toPlainString();
    }
}
