package io.github.iothubsdk.testkit;

/** What a test fails for by itself after it has ended, unless it is allowed. */
public enum Finding {
    /** One order was paid twice, or two orders of one account for instances of the same name were both paid by calls. */
    PAID_TWICE,
    /** A call of the API paid an order that a colleague had placed. */
    PAID_FOR_A_COLLEAGUE,
    /** A fault was armed and struck no call, not even the first of several: the test did not test what it says. */
    FAULT_NEVER_STRUCK,
    /** A task that was scheduled on the virtual time threw something, and only a blocking call was told: its pause ran it. */
    TASK_FAILED
}
