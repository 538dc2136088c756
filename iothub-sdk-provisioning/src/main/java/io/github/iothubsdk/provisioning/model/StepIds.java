package io.github.iothubsdk.provisioning.model;

/**
 * The stable ids of a run's steps, as failures, events, summaries and the command's JSON have them. A later version may have
 * more; none of these changes its meaning.
 */
public final class StepIds {

    /** Every precondition is looked at; nothing is sent that changes anything. */
    public static final String PREFLIGHT = "Preflight";

    /** The database is initialised by the script, when the request asks for it. */
    public static final String BOOTSTRAP_SCHEMA = "BootstrapSchema";

    /** The order is sent: from here on something may be ordered. */
    public static final String PLACE_ORDER = "PlaceOrder";

    /** The order's amount is compared with the ceiling, and the payment policy is asked. */
    public static final String CONFIRM_ORDER = "ConfirmOrder";

    /** The order is paid. */
    public static final String PAY_ORDER = "PayOrder";

    /** The instance list is looked at until the instance runs. */
    public static final String AWAIT_INSTANCE = "AwaitInstance";

    /** No step: the run could not be read from the journal, or written to it. */
    public static final String JOURNAL = "journal";

    /** No step is left. */
    public static final String DONE = "done";

    private StepIds() {}
}
