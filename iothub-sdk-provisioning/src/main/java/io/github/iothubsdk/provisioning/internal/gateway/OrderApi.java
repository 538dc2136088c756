package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.Order;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Orders (published). */
public final class OrderApi {

    private static final Service ORDER = new Service("order", "v2");
    private static final int MOST_PAGES = 100;

    private record OrderAnswer(@Nullable OrderRow data) {
        boolean shows(String number) {
            return data != null && data.isNumbered() && number.equals(data.orderNumber()) && data.status() != null;
        }
    }

    private record OrdersAnswer(
            @Nullable List<OrderRow> resultList, @Nullable Integer totalCount) {

        boolean isUnderstood() {
            return resultList == null
                    ? Integer.valueOf(0).equals(totalCount)
                    : resultList.stream().allMatch(row -> row != null && row.isNumbered());
        }

        Listing.Page<Order> toPage(UnaryOperator<String> plain) {
            return new Listing.Page<>(
                    Objects.requireNonNullElse(resultList, List.<OrderRow>of()).stream()
                            .map(row -> row.toOrder(plain))
                            .toList(),
                    totalCount == null ? OptionalInt.empty() : OptionalInt.of(totalCount),
                    0);
        }
    }

    /** In what times are asked for; it is not published, and milliseconds are INFERRED. */
    public enum Unit {
        MILLIS {
            @Override
            long of(Instant time) {
                return time.toEpochMilli();
            }
        },
        SECONDS {
            @Override
            long of(Instant time) {
                return time.getEpochSecond();
            }
        };

        abstract long of(Instant time);
    }

    private record PayAnswer(@Nullable String orderNumber) {}

    /**
     * Which orders are asked for.
     *
     * @param from null for all there are, which relies on nothing that is not published
     * @param to null for no end
     */
    public record Span(@Nullable Instant from, @Nullable Instant to) {
        /** All orders of the account. */
        public static final Span ALL = new Span(null, null);
    }

    private final ApiClient api;

    /** Calls through this client. */
    public OrderApi(ApiClient api) {
        this.api = api;
    }

    /** queryOrder with its details; empty only when the service's own answer is that it does not have it. */
    public Optional<Order> order(String region, String number, Deadline deadline) {
        var call =
                ApiCall.get(ORDER, region, "/regions/{region}/order/{}", number).query("includeDetail", "true");
        try {
            return Optional.ofNullable(api.call(call.read(OrderAnswer.class, answer -> answer.shows(number)), deadline)
                            .data())
                    .map(row -> row.toOrder(api::quote));
        } catch (ApiException.Rejected e) {
            if (e.proves(Reason.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * queryOrders: the orders of a span, without their items, as proof of what is not among them: read to the end, and
     * twice unless they are few.
     *
     * @throws ApiException.Unreachable when the service does not show all that it counts, or changes the list meanwhile
     * @throws ApiException.NotUnderstood when a page holds neither rows nor a count of 0
     */
    public Listing<Order> whole(String region, Span span, Deadline deadline) {
        return Listing.whole("order list", list(region, span, deadline), () -> list(region, span, deadline));
    }

    /**
     * The orders of a span, in one pass to the end.
     *
     * @throws ApiException.Unreachable when there are more than can be read
     */
    public Listing<Order> list(String region, Span span, Deadline deadline) {
        return listUnlessTooLong(region, span, deadline).orElseThrow(() -> Listing.tooLong("order list"));
    }

    /** The orders of a span, in one pass to the end; empty when there are more than can be read. */
    Optional<Listing<Order>> listUnlessTooLong(String region, Span span, Deadline deadline) {
        return Listing.readToTheEnd(page -> page(region, span, page, deadline), Order::number, MOST_PAGES);
    }

    /** One page of all orders, in an order that is not published. */
    Listing.Page<Order> someOfAll(String region, int page, Deadline deadline) {
        return page(region, Span.ALL, page, deadline);
    }

    /** The first page of a span whose times are told in this unit. */
    public List<Order> firstOf(String region, Span span, Unit unit, Deadline deadline) {
        return page(region, span, unit, 1, deadline).rows();
    }

    private Listing.Page<Order> page(String region, Span span, int page, Deadline deadline) {
        return page(region, span, Unit.MILLIS, page, deadline);
    }

    private Listing.Page<Order> page(String region, Span span, Unit unit, int page, Deadline deadline) {
        Map<String, Object> query = new LinkedHashMap<>();
        if (span.from() != null) {
            query.put("startTime", unit.of(span.from()));
        }
        if (span.to() != null) {
            query.put("endTime", unit.of(span.to()));
        }
        query.put("pageNumber", page);
        query.put("pageSize", Listing.PAGE);
        var call = ApiCall.post(ORDER, region, "/regions/{region}/orders").body(Map.of("queryVo", query));
        return api.call(call.read(OrdersAnswer.class, OrdersAnswer::isUnderstood), deadline)
                .toPage(api::quote);
    }

    /** payOrder with {@code autoPay}: pays from the balance and coupons, at once (published). */
    public void pay(String region, String number, Deadline deadline) {
        var call = ApiCall.post(ORDER, region, "/regions/{region}/order/{}:pay", number)
                .body(Map.of("autoPay", true));
        api.callNow(call.commit(PayAnswer.class, answer -> number.equals(answer.orderNumber())), deadline);
    }
}
