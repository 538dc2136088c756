package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What the order service is like, where nothing is published; the builder explains each.
 *
 * @param time the form of the times in orders
 * @param tellsCreation whether orders have a createTime
 * @param longestSpan how much of a query's span is listed; null when all of it is, and all orders without one
 */
record OrderTraits(
        Duration listLag,
        Duration lag,
        boolean oldestFirst,
        boolean asksInSeconds,
        DateTimeFormatter time,
        boolean tellsCreation,
        boolean showsDescription,
        @Nullable Duration longestSpan) {
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** What a builder collects of them. */
    static final class Draft {
        Duration listLag = Duration.ZERO;
        Duration lag = Duration.ZERO;
        boolean oldestFirst;
        boolean asksInSeconds;
        ZoneOffset zone = ZoneOffset.ofHours(8);
        boolean iso;
        boolean tellsCreation = true;
        boolean showsDescription;

        @Nullable
        Duration longestSpan;

        OrderTraits traits() {
            DateTimeFormatter time = iso ? ISO : PLAIN.withZone(zone);
            return new OrderTraits(
                    listLag, lag, oldestFirst, asksInSeconds, time, tellsCreation, showsDescription, longestSpan);
        }
    }

    boolean lists(HubOrder order, Instant now) {
        return !now.isBefore(order.createdAt.plus(listLag));
    }

    boolean knows(HubOrder order, Instant now) {
        return !now.isBefore(order.createdAt.plus(lag));
    }

    /** Returns when an order was placed, in the unit of a query's times. */
    long placedAt(HubOrder order) {
        return asksInSeconds ? order.createdAt.getEpochSecond() : order.createdAt.toEpochMilli();
    }

    /** Tells whether a query for these times lists the order, as far as its times matter. */
    boolean lists(HubOrder order, @Nullable Long from, @Nullable Long to) {
        long first = from == null ? Long.MIN_VALUE : from;
        long last = to == null ? Long.MAX_VALUE : to;
        if (longestSpan != null) {
            if (from == null) {
                return false;
            }
            long span = asksInSeconds ? longestSpan.toSeconds() : longestSpan.toMillis();
            last = Math.min(last, from + span);
        }
        return placedAt(order) >= first && placedAt(order) <= last;
    }
}
