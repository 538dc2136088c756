package io.github.iothubsdk.provisioning.model;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The order's status words (published), by what they mean for going on. */
public enum OrderStatus {
    /** Not paid yet. */
    NO_PAY,
    /** Being settled. */
    DEALING,
    /** Paid. */
    PAID,
    /** Cancelled, by a person or by its expiry. */
    CANCELED,
    /** Failed. */
    FAILED,
    /** Partly refunded. */
    REFUND_PART,
    /** Refunded. */
    REFUND_ALL,
    /** A word that this version does not know: taken as still being settled. */
    UNRECOGNISED;

    /** The constant of a word, in any case. */
    public static OrderStatus of(@Nullable String word) {
        String upper = word == null ? "" : word.trim().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(status -> status.name().equals(upper))
                .findFirst()
                .orElse(UNRECOGNISED);
    }

    /** Whether no instance will come of it any more. */
    public boolean isDead() {
        return this == CANCELED || this == FAILED || this == REFUND_PART || this == REFUND_ALL;
    }
}
