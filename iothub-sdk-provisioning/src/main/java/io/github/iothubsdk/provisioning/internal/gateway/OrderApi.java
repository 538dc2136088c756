package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.core.ApiCall;
import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.Service;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders (published). */
public final class OrderApi {

    private static final Service ORDER = new Service("order", "v2");
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    /** The zone of the order service's times is not published: INFERRED from the RDS service's. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private record OrderAnswer(@Nullable Row data) {}

    private record OrdersAnswer(
            @Nullable List<Row> resultList, @Nullable Integer totalCount) {}

    private record PayAnswer(@Nullable String orderNumber) {}

    private record Row(
            @Nullable String orderNumber,
            @Nullable String status,
            @Nullable String serviceName,
            @Nullable BigDecimal actualFee,
            @Nullable BigDecimal paidFee,
            @Nullable String expirationTime,
            @Nullable List<Item> orderItemDetails) {

        Order toOrder() {
            List<Order.Item> items = orderItemDetails == null
                    ? List.of()
                    : orderItemDetails.stream().map(Item::toItem).toList();
            return new Order(
                    text(orderNumber),
                    OrderStatus.of(status),
                    text(status),
                    text(serviceName),
                    Optional.ofNullable(actualFee).map(Money::cny),
                    Money.cny(paidFee == null ? BigDecimal.ZERO : paidFee),
                    time(expirationTime),
                    items);
        }
    }

    private record Item(
            @Nullable String itemId,
            @Nullable String itemName,
            @Nullable String status) {
        Order.Item toItem() {
            return new Order.Item(text(itemId), text(itemName), text(status));
        }
    }

    private final ApiClient api;

    /** Calls through this client. */
    public OrderApi(ApiClient api) {
        this.api = api;
    }

    /** queryOrder with its details; empty when the answer holds none. */
    public Optional<Order> order(String region, String number, Deadline deadline) {
        var call =
                ApiCall.get(ORDER, region, "/regions/{region}/order/{}", number).query("includeDetail", "true");
        return Optional.ofNullable(
                        api.call(call.read(OrderAnswer.class), deadline).data())
                .map(Row::toOrder);
    }

    /**
     * queryOrders: the numbers of all orders made in this span.
     *
     * <p>The unit of the times is not published: milliseconds are INFERRED. Which page sizes the service keeps to is not
     * published either, so that a short page is not taken for the last one: an order that is missed is sent again.
     *
     * @throws ApiException.Unreachable also when the service does not show all orders that it counts
     */
    public Set<String> numbersBetween(String region, Instant from, Instant to, Deadline deadline) {
        Set<String> numbers = new LinkedHashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Map<String, Object> query = Map.of(
                    "startTime",
                    from.toEpochMilli(),
                    "endTime",
                    to.toEpochMilli(),
                    "pageNumber",
                    page,
                    "pageSize",
                    PAGE);
            var call = ApiCall.post(ORDER, region, "/regions/{region}/orders").body(Map.of("queryVo", query));
            OrdersAnswer answer = api.call(call.read(OrdersAnswer.class), deadline);
            List<Row> rows = Optional.ofNullable(answer.resultList()).orElse(List.of());
            List<String> more = new ArrayList<>();
            rows.stream().map(Row::orderNumber).filter(Objects::nonNull).forEach(more::add);
            boolean news = numbers.addAll(more);
            Integer counted = answer.totalCount();
            if (counted != null && numbers.size() >= counted) {
                return numbers;
            }
            if (!news) {
                requireAll(numbers.size(), counted);
                return numbers;
            }
        }
        throw new ApiException.Unreachable("The order list has more than " + MOST_PAGES + " pages.", null, null, false);
    }

    private static void requireAll(int shown, @Nullable Integer counted) {
        if (counted != null) {
            throw new ApiException.Unreachable(
                    "The order list shows " + shown + " orders and counts " + counted + ".", null, null, false);
        }
    }

    /** payOrder with {@code autoPay}: pays from the balance and coupons, at once (published). */
    public void pay(String region, String number, Deadline deadline) {
        var call = ApiCall.post(ORDER, region, "/regions/{region}/order/{}:pay", number)
                .body(Map.of("autoPay", true));
        api.callNow(call.commit(PayAnswer.class), deadline);
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.trim(), TIME).toInstant(ZONE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
