package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.function.Supplier;

/** How a run stops for what no step has foreseen: code of the caller's, or the journal. */
public final class UnexpectedFailures {

    private UnexpectedFailures() {}

    /** Code of the caller's has thrown: what it says of a run is not the SDK's word, so it is only the cause. */
    private static final class CallersCode extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallersCode(String what, Throwable cause) {
            super(what, cause, false, false);
        }
    }

    /**
     * Runs code of the caller's: whatever it throws, a verdict about the run included, stops the run where it is.
     *
     * @param what names it, such as {@code the payment policy}
     */
    public static <T> T guard(String what, Supplier<T> code) {
        try {
            return code.get();
        } catch (VirtualMachineError | ApiException.Interrupted e) {
            throw e;
        } catch (Throwable e) { // an Error, or what another JVM language lets through
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new ApiException.Interrupted("The thread was interrupted in " + what);
            }
            throw new CallersCode(what, e);
        }
    }

    /** Only the steps know the run by this very object: what code of the caller's throws is no verdict about it. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isOurs(Run run, ProvisioningException failure) {
        return failure.runId().orElse(null) == run.progress().runId();
    }

    static ProvisioningException unexpected(Run run, String step, RuntimeException e) {
        boolean callers = e instanceof CallersCode;
        Throwable thrown = callers && e.getCause() != null ? e.getCause() : e;
        return new ProvisioningException.Unfinished(
                run.where(step, null, thrown),
                callers ? UnfinishedReason.CALLERS_CODE : UnfinishedReason.UNEXPECTED,
                (callers ? e.getMessage() : "something") + " threw "
                        + thrown.getClass().getName() + ", which see. " + reached(run));
    }

    static ProvisioningException journalFailed(Run run, JournalException e) {
        return new ProvisioningException.Unfinished(
                run.where(StepIds.JOURNAL, null, e), reason(e), e.getMessage() + " " + reached(run));
    }

    /**
     * The failure, or a truer one: "nothing was ordered" needs proof, and "money may have moved" a claim in doubt,
     * whoever says so.
     */
    static ProvisioningException truthful(Run run, ProvisioningException failure) {
        Progress progress = run.progress();
        boolean nothingOrdered = progress.orderedNothing();
        boolean untrue = failure instanceof ProvisioningException.Invalid
                ? !nothingOrdered
                : failure instanceof ProvisioningException.Unknown && nothingOrdered;
        if (!untrue) {
            return failure;
        }
        return new ProvisioningException.Unfinished(
                run.where(failure.step(), failure.requestId().orElse(null), failure),
                UnfinishedReason.UNEXPECTED,
                "something said \"" + said(failure) + "\", which is not what the journal holds. " + reached(run));
    }

    /** The claim alone: the rest of its words is advice for a run that it is true of. */
    private static String said(ProvisioningException failure) {
        return failure instanceof ProvisioningException.Invalid ? "Nothing was ordered" : "Money may have moved";
    }

    static UnfinishedReason reason(JournalException e) {
        if (e instanceof JournalException.Owned) {
            return UnfinishedReason.OWNED_ELSEWHERE;
        }
        return e instanceof JournalException.Unreadable ? UnfinishedReason.RUN_UNREADABLE : UnfinishedReason.JOURNAL;
    }

    private static String reached(Run run) {
        return "Reached so far: " + run.progress().milestones().values() + ".";
    }
}
