package io.github.iothubsdk.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order of one IoT Hub instance, or of a colleague for what another service has. */
final class HubOrder {
    final String number;
    final AccountState account;
    final HubInstance instance;
    final Origin origin;
    final BigDecimal amount;
    final Instant createdAt;
    final Instant expiresAt;
    BigDecimal paidByCoupon = BigDecimal.ZERO;
    BigDecimal refunded = BigDecimal.ZERO;

    @Nullable
    Instant paidAt;

    private OrderStatus status = OrderStatus.NO_PAY;

    HubOrder(
            String number,
            AccountState account,
            HubInstance instance,
            Origin origin,
            BigDecimal amount,
            Instant createdAt) {
        this(number, account, instance, origin, amount, createdAt, createdAt.plus(account.orderLifetime));
    }

    HubOrder(
            String number,
            AccountState account,
            HubInstance instance,
            Origin origin,
            BigDecimal amount,
            Instant createdAt,
            Instant expiresAt) {
        this.number = number;
        this.account = account;
        this.instance = instance;
        this.origin = origin;
        this.amount = amount;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** Returns the status at a moment: an order that nobody paid in time is CANCELED. */
    OrderStatus status(Instant now) {
        return status == OrderStatus.NO_PAY && !now.isBefore(expiresAt) ? OrderStatus.CANCELED : status;
    }

    /** Returns what it became, whatever the time is. */
    OrderStatus setStatus() {
        return status;
    }

    void become(OrderStatus next) {
        status = next;
    }

    boolean isPrePaid() {
        return amount.signum() > 0;
    }

    /** Tells whether it may yet be paid. */
    boolean isPending(Instant now) {
        return status(now).isPending();
    }

    /** Returns the item's word: CREATING, SUCCESS or FAIL. */
    String itemStatus(Instant now, Settings settings) {
        return switch (status(now)) {
            case NO_PAY, DEALING, CANCELED -> "CREATING";
            case FAILED -> "FAIL";
            case PAID, REFUND_PART, REFUND_ALL ->
                Life.of(instance, now, settings).item();
        };
    }
}
