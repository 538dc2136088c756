package io.github.iothubsdk.provisioning.model;

import java.math.BigDecimal;

/**
 * An exact amount; equal amounts are equal however many zeros they were written with. Immutable.
 *
 * @param amount as the service states it, never rounded
 * @param currency ISO 4217, such as {@code CNY}
 */
public record Money(BigDecimal amount, String currency) {

    /** On either side of the point. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_BITS = 256;
    private static final int LONGEST_TEXT = 60;

    /**
     * Brings the amount to its shortest form of at least two decimals; nothing is rounded.
     *
     * @throws IllegalArgumentException when it has more than 18 digits before its point, or behind it: nothing costs that,
     *     and an exponent can make a gigabyte of ten characters
     */
    public Money {
        BigDecimal shortest = fits(amount) ? amount.stripTrailingZeros() : null;
        if (shortest == null
                || shortest.scale() > MOST_DIGITS
                || (long) shortest.precision() - shortest.scale() > MOST_DIGITS) {
            throw tooLong();
        }
        amount = shortest.scale() < 2 ? shortest.setScale(2) : shortest;
    }

    private static boolean fits(BigDecimal amount) {
        return amount.unscaledValue().bitLength() <= MOST_BITS;
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException(
                "An amount has at most " + MOST_DIGITS + " digits before its point and as many behind it.");
    }

    /**
     * Renminbi from its decimal text, such as {@code "50.00"}.
     *
     * @throws IllegalArgumentException when it is no number, or has more than 18 digits before its point or behind it, or
     *     more than 60 characters
     */
    public static Money cny(String amount) {
        if (amount.length() > LONGEST_TEXT) {
            throw tooLong();
        }
        return new Money(new BigDecimal(amount.trim()), "CNY");
    }

    /**
     * Renminbi.
     *
     * @throws IllegalArgumentException when it has more than 18 digits before its point, or behind it
     */
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
