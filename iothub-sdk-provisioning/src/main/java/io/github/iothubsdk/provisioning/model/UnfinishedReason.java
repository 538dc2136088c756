package io.github.iothubsdk.provisioning.model;

/**
 * Why a run is not finished, for programs: what to do about it, {@link ProvisioningException.Unfinished#remedy} says to
 * people. A later version may know more reasons; {@link #mayPass} tells of those too whether a program may go on by itself.
 */
public enum UnfinishedReason {

    /** The budget ended while the run was waiting, or cut a call off, as its message says. Resume it. */
    TIME_USED_UP(true),
    /** The thread was interrupted. Resume it. */
    INTERRUPTED(true),
    /** The client was closed, or no thread could be had. Resume it with one that is open. */
    CLIENT_CLOSED(true),
    /** The service cannot be reached, or asked to come again later. Resume it when it is back. */
    SERVICE_UNREACHABLE(true),
    /** The service refuses a call that the run needs, such as for want of a right. */
    SERVICE_REFUSED(false),
    /** The service answers in other words than this version understands. */
    NOT_UNDERSTOOD(false),

    /** The order costs more than the ceiling: resume with a higher one, or let the order expire. */
    OVER_THE_CEILING(false),
    /** The payment policy of the caller objects to an order that is within the ceiling. */
    POLICY_OBJECTS(false),
    /** What the order says of its price or its expiry does not let it be paid. */
    ORDER_NOT_PAYABLE(false),
    /** The service refused the payment, in most cases because the balance is short: top it up, then resume. */
    PAYMENT_REFUSED(false),
    /** The payment has left no trace. Resume to look again, with a ceiling to pay again. */
    PAYMENT_WITHOUT_TRACE(false),
    /** The order was sent and has left no trace. Resume to send it again. */
    ORDER_WITHOUT_TRACE(false),
    /** The order is known by its number, and the order service does not have it yet. */
    ORDER_NOT_LISTED(true),
    /**
     * The order or the instance appears to be somebody else's: nothing is paid, and a person looks. An {@code order()} is
     * then the one that appears so.
     */
    NOT_OURS(false),

    /** The script waits for another who is at the database, or for its administrator. */
    WAITS_FOR_DATABASE_ADMINISTRATOR(true),
    /** The database cannot be reached. */
    DATABASE_UNREACHABLE(true),
    /** The database, or the script, must be put right first. */
    SCHEMA_REFUSED(false),
    /** The database's password is needed, and no source of secrets has it. */
    PASSWORD_MISSING(false),

    /** The run is not over, so that it is not forgotten. */
    NOT_OVER(false),
    /** The run was given up, and is called again under its id: resume it to go on after all. */
    GIVEN_UP(false),
    /** Another process has the run. */
    OWNED_ELSEWHERE(true),
    /** Another run of this journal is creating an instance of the same name. */
    NAME_TAKEN_BY_ANOTHER_RUN(false),
    /** The credentials are another account's than the run's, or whose they are is not known. */
    OTHER_ACCOUNT(false),
    /** The client talks to another endpoint than the run was begun with. */
    OTHER_ENDPOINT(false),
    /** The client speaks another wire dialect than the run was begun in. */
    OTHER_DIALECT(false),
    /** The journal cannot be read or written. */
    JOURNAL(true),
    /** What the journal holds of the run cannot be understood: it can be given up with {@code abandon}. */
    RUN_UNREADABLE(false),
    /** The journal has no such run. */
    NO_SUCH_RUN(false),
    /** What a person has decided about the run does not fit what is there; nothing was written. */
    RESOLUTION_REFUSED(false),

    /** Code of the caller's threw: a policy, a check, a source of secrets, a listener. */
    CALLERS_CODE(false),
    /** Something else threw, or said what the journal contradicts. */
    UNEXPECTED(false);

    private final boolean mayPass;

    UnfinishedReason(boolean mayPass) {
        this.mayPass = mayPass;
    }

    /**
     * Whether it may pass without anybody's doing, so that a program may resume the run after a while by itself. Otherwise
     * to resume it ends in the same way until a person has decided or mended something.
     */
    public boolean mayPass() {
        return mayPass;
    }
}
