package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.error.Rejection;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Ended;
import io.github.iothubsdk.provisioning.internal.flow.Claim.Reply;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;

/** What a failed call means to a run: wait, look, or stop and say why. */
public final class FailureClassifier {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** An answer that is not understood may be a proxy's for a moment; for longer it is another dialect. */
    private static final Duration ODD_FOR_LONG = Duration.ofMinutes(2);

    static final String ODD = "not understood";

    private FailureClassifier() {}

    /** A failed look: what may pass waits, a refusal stops. */
    static Outcome judge(ApiException failure, StepContext context) {
        if (failure instanceof ApiException.Interrupted) {
            throw failure;
        }
        String words = String.valueOf(failure.getMessage());
        if (failure instanceof ApiException.NotUnderstood) {
            Outcome.Pending odd = context.pending(ODD, words, false, SOON).because(UnfinishedReason.NOT_UNDERSTOOD);
            if (odd.seen().lasted().compareTo(ODD_FOR_LONG) < 0) {
                return odd;
            }
        } else if (mayPass(failure)) {
            return new Outcome.Blind(words, SOON, reason(failure));
        }
        throw unfinished(failure, context, "");
    }

    /**
     * A run that this failed call stops.
     *
     * @param before is said before what happened
     */
    public static ProvisioningException unfinished(ApiException failure, StepContext context, String before) {
        Where where = context.where(failure.requestId().orElse(null), failure);
        if (failure instanceof ApiException.Rejected rejected) {
            Rejection no = rejected.rejection();
            return new ProvisioningException.Unfinished(where, reason(failure), before + answer(no), no.remedy());
        }
        return new ProvisioningException.Unfinished(where, reason(failure), before + failure.getMessage());
    }

    private static String answer(Rejection no) {
        return no.operation() + " was rejected: " + no.answer() + ".";
    }

    private static UnfinishedReason reason(ApiException failure) {
        if (failure instanceof ApiException.NotUnderstood) {
            return UnfinishedReason.NOT_UNDERSTOOD;
        }
        if (isOutOfTime(failure)) {
            return UnfinishedReason.TIME_USED_UP;
        }
        return mayPass(failure) ? UnfinishedReason.SERVICE_UNREACHABLE : UnfinishedReason.SERVICE_REFUSED;
    }

    /** Whether the run's own time ended the look: nothing is known of the service then. */
    public static boolean isOutOfTime(RuntimeException failure) {
        return failure instanceof ApiException.Unreachable unreachable && unreachable.isOutOfTime();
    }

    private static boolean mayPass(ApiException failure) {
        return failure instanceof ApiException.Unreachable
                || (failure instanceof ApiException.Rejected rejected
                        && rejected.reason().worthRepeating());
    }

    /** How a call that may spend money ended; only the service's own no is one. */
    static Reply reply(ApiException failure) {
        String words = String.valueOf(failure.getMessage());
        String requestId = failure.requestId().orElse(null);
        if (failure instanceof ApiException.Rejected no) {
            if (no.mayHaveHappened()) {
                boolean refusal = !no.reason().worthRepeating();
                return new Reply(refusal ? Ended.ODD_REFUSAL : Ended.LOST, words, requestId, null);
            }
            return no.reason().worthRepeating()
                    ? new Reply(Ended.NO_FOR_NOW, words, requestId, null)
                    : new Reply(
                            Ended.NO,
                            answer(no.rejection()),
                            requestId,
                            null,
                            no.rejection().remedy());
        }
        return new Reply(Ended.LOST, words, requestId, null);
    }

    /** Whether nothing left this machine. */
    static boolean wasNotSent(ApiException failure) {
        return !(failure instanceof ApiException.Rejected) && !failure.mayHaveHappened();
    }
}
