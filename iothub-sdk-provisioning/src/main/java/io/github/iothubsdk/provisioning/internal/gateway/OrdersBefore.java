package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi.Span;
import io.github.iothubsdk.provisioning.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What orders there are before one is placed, and a query that is known to show them. Thread-safe. */
public final class OrdersBefore {

    /** A look may serve the runs of an account that order in the same moment. */
    private static final Duration FRESH = Duration.ofSeconds(10);
    /** An order this much older than the newest one may be listed after it. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    /** Longer than any zone can shift a time. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final int MOST = 1_000;
    /** Stands for a newest order where there are too many to be read: no query will show it, so that none proves anything. */
    private static final String UNREADABLE = "(too many to read)";

    /**
     * What was seen, and how it was asked for.
     *
     * @param from the begin of the span; null when all orders were asked for
     * @param newest the number of the newest order, of any product; null when there is none
     * @param newestAt when it was made, by the order service's own clock
     * @param numbers of the orders, newest first
     * @param cut whether there were more of these, all older
     */
    public record Seen(
            @Nullable Instant from,
            @Nullable String newest,
            @Nullable Instant newestAt,
            List<String> numbers,
            boolean cut) {}

    private record Look(Seen seen, long at) {}

    private final OrderApi orders;
    private final TimeSource timeSource;
    private final Map<String, Look> newest = new ConcurrentHashMap<>();

    /** Looks through this. */
    public OrdersBefore(OrderApi orders, TimeSource timeSource) {
        this.orders = orders;
        this.timeSource = timeSource;
    }

    /**
     * The orders now, as seen no longer than a moment ago.
     *
     * @throws io.github.iothubsdk.core.error.ApiException when they cannot be looked at
     */
    public Seen look(String region, Deadline deadline) {
        Look before = newest.get(region);
        if (before != null && timeSource.nanos() - before.at() < FRESH.toNanos()) {
            return before.seen();
        }
        long at = timeSource.nanos();
        Seen seen = ask(region, deadline);
        newest.put(region, new Look(seen, at));
        return seen;
    }

    /** All orders where they are few, which relies on nothing that is not published; else those of a span. */
    private Seen ask(String region, Deadline deadline) {
        Listing.Page<Order> first = orders.someOfAll(region, 1, deadline);
        List<Order> some = first.rows();
        if (first.isAll()) {
            return seen(null, some);
        }
        if (some.size() < Listing.PAGE / 2) {
            return seen(null, orders.list(region, Span.ALL, deadline).rows());
        }
        Order newest = newest(some);
        Instant made = newest == null ? null : newest.createdAt().orElse(null);
        if (newest != null && made != null && !isOldestFirst(some)) {
            Optional<List<Order>> shown = tried(region, span(made.minus(OVERLAP), timeSource.now()), deadline);
            if (shown.isPresent()
                    && shown.get().stream().anyMatch(order -> order.number().equals(newest.number()))) {
                return seen(made.minus(OVERLAP), shown.get());
            }
        }
        return tried(region, Span.ALL, deadline)
                .map(all -> seen(null, all))
                .orElseGet(() -> new Seen(null, UNREADABLE, null, List.of(), true));
    }

    /** Empty when the service refuses the span, or shows more than can be read. */
    private Optional<List<Order>> tried(String region, Span span, Deadline deadline) {
        try {
            return orders.listUnlessTooLong(region, span, deadline).map(Listing::rows);
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.INVALID_ARGUMENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The span to ask for later: its end is far enough off to show what is new in whatever zone it is read. */
    public static Span span(@Nullable Instant from, Instant now) {
        return from == null ? Span.ALL : new Span(from, now.plus(A_DAY));
    }

    private static boolean isOldestFirst(List<Order> rows) {
        if (rows.isEmpty()) {
            return false;
        }
        Optional<Instant> first = rows.get(0).createdAt();
        Optional<Instant> last = rows.get(rows.size() - 1).createdAt();
        return first.isPresent() && last.isPresent() && first.get().isBefore(last.get());
    }

    private static Seen seen(@Nullable Instant from, List<Order> shown) {
        List<String> numbers = shown.stream()
                .sorted(Comparator.comparing((Order order) -> order.createdAt().orElse(Instant.MAX))
                        .reversed())
                .map(Order::number)
                .toList();
        Order newest = newest(shown);
        return new Seen(
                from,
                newest == null ? null : newest.number(),
                newest == null ? null : newest.createdAt().orElse(null),
                numbers.stream().limit(MOST).toList(),
                numbers.size() > MOST);
    }

    private static @Nullable Order newest(List<Order> rows) {
        return rows.stream()
                .max(Comparator.comparing(order -> order.createdAt().orElse(Instant.MIN)))
                .orElse(null);
    }

    /** How the service is named in orders is not published: one that says nothing of itself may be (INFERRED). */
    public static boolean mayBeIotHub(Order order) {
        Optional<String> service = order.service().map(name -> name.toLowerCase(Locale.ROOT));
        return service.filter(name -> !name.contains("iot") && !name.contains("物联"))
                .isEmpty();
    }
}
