package io.github.iothubsdk.simulator;

/** The published words for an order. */
enum OrderStatus {
    NO_PAY,
    DEALING,
    PAID,
    CANCELED,
    FAILED,
    REFUND_PART,
    REFUND_ALL;

    /** Tells whether it may yet be paid. */
    boolean isPending() {
        return this == NO_PAY || this == DEALING;
    }
}
