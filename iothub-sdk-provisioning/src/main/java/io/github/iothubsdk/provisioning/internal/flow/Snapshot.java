package io.github.iothubsdk.provisioning.internal.flow;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was there before an order was claimed, and how it was asked for. Nothing of it is ever taken for what was ordered.
 *
 * @param from the begin of the span in which orders were asked for; null when all of the account's were
 * @param control the newest order then, of any product: a query that does not show it proves nothing; null when the
 *     account had none
 * @param controlAt when that was made, by the order service's own clock
 * @param orders the orders, of any product
 * @param cut whether there were more of them, all older than these
 * @param instances those that had the name
 */
public record Snapshot(
        @Nullable Instant from,
        @Nullable String control,
        @Nullable Instant controlAt,
        List<String> orders,
        boolean cut,
        List<String> instances) {

    /** Lists may not be missing: a snapshot that lost one would let anything be adopted. */
    public Snapshot {
        Objects.requireNonNull(orders);
        Objects.requireNonNull(instances);
    }
}
