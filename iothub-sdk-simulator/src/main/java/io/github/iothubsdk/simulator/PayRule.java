package io.github.iothubsdk.simulator;

/** How a payment beyond the balance is answered; the wire documents no answer, both are INFERRED. */
public enum PayRule {
    /** 400 FAILED_PRECONDITION; the order stays NO_PAY. */
    REFUSED,
    /** 200 as for a payment that worked; only the order, left NO_PAY, tells. */
    LEFT_UNPAID
}
