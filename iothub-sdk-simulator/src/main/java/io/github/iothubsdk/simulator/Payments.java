package io.github.iothubsdk.simulator;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Takes money, never twice for one order.
 *
 * <p>Published: a post-paid order is settled at 0; a pre-paid one needs balance and coupons strictly above the payable
 * amount; coupons go first. The answers to a payment that cannot be are INFERRED.
 */
final class Payments {
    private Payments() {}

    /** Settles an order that a caller of the API wants paid. */
    static void pay(CloudState cloud, HubOrder order, Instant now) {
        switch (order.status(now)) {
            case PAID -> throw ApiError.precondition("order has been paid");
            case DEALING -> throw ApiError.precondition("order is being dealt with");
            case CANCELED -> throw ApiError.precondition("order has been canceled");
            case REFUND_PART, REFUND_ALL -> throw ApiError.precondition("order has been refunded");
            case FAILED -> throw ApiError.precondition("order has failed");
            case NO_PAY -> settle(cloud, order, now);
        }
    }

    private static void settle(CloudState cloud, HubOrder order, Instant now) {
        switch (order.instance.fate) {
            case ORDER_FAILS -> cloud.become(order, OrderStatus.FAILED);
            case STUCK_DEALING -> cloud.become(order, OrderStatus.DEALING);
            default -> {
                if (canAfford(order)) {
                    take(cloud, order, now, true);
                } else if (order.account.payRule == PayRule.REFUSED) {
                    throw ApiError.precondition("insufficient balance");
                }
            }
        }
    }

    static boolean canAfford(HubOrder order) {
        BigDecimal funds = order.account.cash.add(order.account.coupons);
        return !order.isPrePaid() || funds.compareTo(order.amount) > 0;
    }

    static void take(CloudState cloud, HubOrder order, Instant now, boolean byCaller) {
        AccountState account = order.account;
        order.paidByCoupon = account.coupons.min(order.amount);
        account.coupons = account.coupons.subtract(order.paidByCoupon);
        account.cash = account.cash.subtract(order.amount.subtract(order.paidByCoupon));
        order.paidAt = now;
        order.instance.startedAt = now;
        cloud.become(order, OrderStatus.PAID);
        cloud.recorder.payments.add(new Ledger.Payment(order.number, order.amount, now, byCaller));
        cloud.recorder.tell(
                now,
                "%s %s for order %s"
                        .formatted(byCaller ? "paid" : "a colleague paid", order.amount.toPlainString(), order.number));
    }
}
