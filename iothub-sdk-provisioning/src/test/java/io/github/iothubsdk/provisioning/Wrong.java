package io.github.iothubsdk.provisioning;

/**
 * Something that must never be, by the ledger.
 *
 * @param words for a person
 */
record Wrong(Kind kind, String words) {

    /** What is wrong, the worst first. */
    enum Kind {
        TWO_PAYMENTS,
        PAID_FOR_A_COLLEAGUE,
        PAID_AND_FORGOTTEN,
        TWO_ORDERS,
        SAID_NOTHING_WAS_ORDERED,
        TOOK_A_COLLEAGUES,
        SAID_DONE,
        SAID_BROKEN,
        LOST_THE_RUN,
        ANOTHER_EXCEPTION,
        TIMID;

        /** Whether it may come of a colleague's order that nobody could have told from ours. */
        boolean mayBeResidual() {
            return this == PAID_FOR_A_COLLEAGUE || this == TOOK_A_COLLEAGUES || this == TIMID;
        }

        /** Whether it may come of a service that denies an order in its own words, and does not list it either. */
        boolean mayFollowALie() {
            return this == SAID_NOTHING_WAS_ORDERED || this == TWO_ORDERS;
        }
    }

    @Override
    public String toString() {
        return kind + ": " + words;
    }
}
