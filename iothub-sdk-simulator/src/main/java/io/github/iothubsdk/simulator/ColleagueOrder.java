package io.github.iothubsdk.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Set;

/** An order of a {@link Colleague}, and what becomes of it at his hands; of no use after {@link Simulator#reset}. Thread-safe. */
public final class ColleagueOrder {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final Set<OrderStatus> PAID = EnumSet.of(OrderStatus.PAID, OrderStatus.REFUND_PART);

    private final Held held;
    private final CloudState cloud;
    private final HubOrder order;

    ColleagueOrder(CloudState cloud, HubOrder order) {
        this.held = new Held(cloud, order.account);
        this.cloud = cloud;
        this.order = order;
    }

    /** Returns the order's number. */
    public String number() {
        return order.number;
    }

    /** Returns the id of what was ordered. */
    public String instanceId() {
        return order.instance.id;
    }

    /** Returns the published word for what it is now, such as NO_PAY. */
    public String status() {
        return held.look(() -> now().name());
    }

    /**
     * Pays it from the account's coupons and balance.
     *
     * @throws IllegalStateException when it cannot be paid: it is no longer unpaid, or the balance is too short
     */
    public ColleagueOrder pay() {
        return change(this::settle);
    }

    /**
     * Cancels it.
     *
     * @throws IllegalStateException when it is no longer unpaid
     */
    public ColleagueOrder cancel() {
        return change(() -> {
            require(now().isPending(), "canceled");
            become(OrderStatus.CANCELED);
        });
    }

    /**
     * Takes back half of its amount; the instance stays (INFERRED). One that is unpaid is paid first.
     *
     * @throws IllegalStateException when it was refunded, canceled or has failed, or cannot be paid
     */
    public ColleagueOrder refundPart() {
        return change(() -> {
            settleIfUnpaid();
            require(now() == OrderStatus.PAID, "refunded in part");
            refund(order.amount.divide(TWO, 2, RoundingMode.DOWN));
            become(OrderStatus.REFUND_PART);
        });
    }

    /**
     * Takes back all of its amount; the instance is gone (INFERRED). One that is unpaid is paid first.
     *
     * @throws IllegalStateException when it was refunded, canceled or has failed, or cannot be paid
     */
    public ColleagueOrder refundAll() {
        return change(() -> {
            settleIfUnpaid();
            require(PAID.contains(now()), "refunded");
            refund(order.amount.subtract(order.refunded));
            cloud.remove(order.instance);
            become(OrderStatus.REFUND_ALL);
        });
    }

    /**
     * Lets it fail, paid or not; the instance is gone, the money is not given back (INFERRED).
     *
     * @throws IllegalStateException when it was refunded, canceled or has failed
     */
    public ColleagueOrder fail() {
        return change(() -> {
            require(now().isPending() || now() == OrderStatus.PAID, "failed");
            cloud.remove(order.instance);
            become(OrderStatus.FAILED);
        });
    }

    private ColleagueOrder change(Runnable change) {
        held.locked(change);
        return this;
    }

    private OrderStatus now() {
        return order.status(cloud.now());
    }

    private void require(boolean possible, String next) {
        if (!possible) {
            throw new IllegalStateException("order %s is %s and cannot be %s".formatted(order.number, now(), next));
        }
    }

    private void settleIfUnpaid() {
        if (now() == OrderStatus.NO_PAY) {
            settle();
        }
    }

    private void settle() {
        require(now() == OrderStatus.NO_PAY, "paid");
        require(Payments.canAfford(order), "paid from this balance");
        Payments.take(cloud, order, cloud.now(), false);
    }

    private void refund(BigDecimal part) {
        order.refunded = order.refunded.add(part);
        order.account.cash = order.account.cash.add(part);
    }

    private void become(OrderStatus next) {
        cloud.become(order, next);
        cloud.recorder.tell(cloud.now(), "a colleague's order %s is %s".formatted(order.number, next));
    }
}
