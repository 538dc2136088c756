package io.github.iothubsdk.provisioning.model;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.internal.words.Plain;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An exact amount; equal amounts are equal however many zeros they were written with. Immutable. Amounts of one currency have
 * an order.
 *
 * @param amount as the service states it, never rounded
 * @param currency ISO 4217, such as {@code CNY}
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

    /** On either side of the point. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_BITS = 256;
    private static final int LONGEST_TEXT = 60;
    private static final Pattern AMOUNT = Pattern.compile("[0-9]+(\\.[0-9]{1,2})?");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    /** CNY 0.00. */
    public static final Money ZERO_CNY = zero("CNY");

    /**
     * Brings the amount to its shortest form of at least two decimals; nothing is rounded.
     *
     * @throws IllegalArgumentException when it has more than 18 digits before its point, or behind it: nothing costs that,
     *     and an exponent can make a gigabyte of ten characters; or when the currency is not three capital letters
     */
    public Money {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("\"" + shown(currency)
                    + "\" is no currency: expected three capital letters of ISO 4217, such as CNY.");
        }
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
     * Renminbi from what a person has written, such as {@code "50.00"}: digits, and a point with one or two decimals or none. A
     * sign, an exponent or a space is none of these.
     *
     * @throws IllegalArgumentException when it is anything else, or has more than 18 digits before its point
     */
    public static Money cny(String amount) {
        requireNonNull(amount, "amount");
        if (amount.length() > LONGEST_TEXT) {
            throw tooLong();
        }
        if (!AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException("\"" + shown(amount)
                    + "\" is no amount: expected digits, with a point before one or two decimals and nothing else, such as"
                    + " 50.00.");
        }
        return new Money(new BigDecimal(amount), "CNY");
    }

    /** Nothing, in a currency. */
    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    private static String shown(String text) {
        return Plain.of(text, LONGEST_TEXT);
    }

    /**
     * Renminbi, of any number that fits.
     *
     * @throws IllegalArgumentException when it has more than 18 digits before its point, or behind it
     */
    public static Money cny(BigDecimal amount) {
        return new Money(amount, "CNY");
    }

    /** The sum; both must be in the same currency. */
    public Money plus(Money other) {
        requireNonNull(other, "other");
        return new Money(amount.add(comparable(other)), currency);
    }

    /** Whether this is strictly more; both must be in the same currency. */
    public boolean isMoreThan(Money other) {
        requireNonNull(other, "other");
        return amount.compareTo(comparable(other)) > 0;
    }

    /** Whether it is below zero. */
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    /**
     * By the amount.
     *
     * @throws IllegalArgumentException when they are in different currencies
     */
    @Override
    public int compareTo(Money other) {
        requireNonNull(other, "other");
        return amount.compareTo(comparable(other));
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
