package io.github.iothubsdk.simulator;

/** The character of an instance, fixed when it is ordered. None of these lives is published; all are INFERRED. */
public enum Fate {
    /** PREPARING, BUILDING, RUNNING: the happy life, and the default. */
    RUNS,
    /** The order item turns FAIL half-way through BUILDING; the row stays BUILDING at 50, then disappears. */
    ITEM_FAILS,
    /** After BUILDING it is SUSPENDING instead of RUNNING. */
    SUSPENDS,
    /** Paid, yet never seen in the list or by id; the order item stays CREATING. */
    NEVER_APPEARS,
    /** Seen BUILDING, gone for good from half-way on; the order item stays CREATING. */
    VANISHES,
    /** Missing from every second look at the list while BUILDING; always there by id. */
    FLICKERS,
    /** Its status word is TRANSMOGRIFYING where others say BUILDING; RUNNING in the end. */
    ODD_WORD,
    /** The payment is answered with success, but the order is FAILED and no money has moved. */
    ORDER_FAILS,
    /** The order is CANCELED as soon as the create has been answered. */
    ORDER_CANCELED,
    /** The payment is answered with success, and the order stays DEALING for ever; no money has moved. */
    STUCK_DEALING
}
