package io.github.iothubsdk.provisioning.internal.gateway;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.OrderStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** OrderDetail as it comes (published); a row of the order list has no items. */
record OrderRow(
        @Nullable String orderNumber,
        @Nullable String status,
        @Nullable String serviceName,
        @Nullable BigDecimal actualFee,
        @Nullable BigDecimal paidFee,
        @Nullable String createTime,
        @Nullable String expirationTime,
        @Nullable List<Item> orderItemDetails) {

    /** {@code extraInfo} is published, what stands in it is not. */
    record Item(
            @Nullable String itemId,
            @Nullable String itemName,
            @Nullable String status,
            @Nullable List<Extra> extraInfo) {

        Order.Item toItem(UnaryOperator<String> plain) {
            List<String> extra = Stream.ofNullable(extraInfo)
                    .flatMap(List::stream)
                    .map(each -> each == null ? null : each.value)
                    .filter(Objects::nonNull)
                    .toList();
            return Order.Item.of(told(itemId), told(itemName), told(status).map(plain), extra);
        }
    }

    record Extra(@Nullable String value) {}

    /** Whether it says which order it is, in words that can be such. */
    boolean isNumbered() {
        return orderNumber != null
                && !orderNumber.isBlank()
                && Texts.fit(Texts.ID, orderNumber, status, serviceName, createTime, expirationTime)
                && Stream.ofNullable(orderItemDetails)
                        .flatMap(List::stream)
                        .allMatch(item -> item == null || Texts.fit(Texts.ID, item.itemId, item.itemName, item.status));
    }

    /**
     * The row, with those of its texts that nothing depends on made plain.
     *
     * @param plain takes out secrets and what moves a terminal
     */
    Order toOrder(UnaryOperator<String> plain) {
        return Order.builder(orderNumber == null ? "" : orderNumber)
                .status(OrderStatus.of(status), told(status).map(plain))
                .service(told(serviceName))
                .payable(Optional.ofNullable(actualFee).map(Money::cny))
                .paid(Money.cny(paidFee == null ? BigDecimal.ZERO : paidFee))
                .createdAt(OrderTime.of(createTime))
                .expires(OrderTime.of(expirationTime), told(expirationTime).map(plain))
                .items(Stream.ofNullable(orderItemDetails)
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .map(item -> item.toItem(plain))
                        .toList())
                .build();
    }

    /** A blank text tells nothing. */
    private static Optional<String> told(@Nullable String text) {
        return Optional.ofNullable(text).filter(each -> !each.isBlank());
    }
}
