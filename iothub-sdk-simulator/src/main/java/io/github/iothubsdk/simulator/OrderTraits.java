package io.github.iothubsdk.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What the order service is like, where nothing is published; the builder explains each.
 *
 * @param time the form of the times in orders
 * @param tellsCreation whether orders have a createTime
 */
record OrderTraits(
        Duration listLag,
        Duration lag,
        boolean oldestFirst,
        boolean asksInSeconds,
        DateTimeFormatter time,
        boolean tellsCreation,
        boolean showsDescription) {
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    static DateTimeFormatter time(boolean iso, ZoneOffset zone) {
        return iso ? ISO : PLAIN.withZone(zone);
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
}
