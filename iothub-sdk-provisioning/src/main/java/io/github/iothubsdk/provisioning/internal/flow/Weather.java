package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import java.time.Duration;

/** What a failed call means to a run: wait, act again, or stop and say why. */
final class Weather {

    private static final Duration SOON = Duration.ofSeconds(5);

    private Weather() {}

    /** A commit that may have happened is looked for, one that did not may be made again; a refusal stops. */
    static Outcome judge(ApiException failure, Turn turn, boolean committing) {
        if (failure instanceof ApiException.Interrupted) {
            throw failure;
        }
        if (committing && failure.mayHaveHappened()) {
            return turn.pending("answer lost", "the answer was lost: " + failure.getMessage(), false, Duration.ZERO);
        }
        if (mayPass(failure)) {
            return committing
                    ? new Outcome.NotDone(String.valueOf(failure.getMessage()), SOON)
                    : new Outcome.Blind(String.valueOf(failure.getMessage()), SOON);
        }
        throw new ProvisioningException.Unfinished(
                turn.where(failure.requestId().orElse(null), failure), String.valueOf(failure.getMessage()));
    }

    private static boolean mayPass(ApiException failure) {
        return failure instanceof ApiException.Unreachable
                || (failure instanceof ApiException.Rejected rejected
                        && rejected.reason().worthRepeating());
    }
}
