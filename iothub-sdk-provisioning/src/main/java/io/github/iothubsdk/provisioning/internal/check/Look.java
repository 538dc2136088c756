package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.FailureClassifier;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the checks found.
 *
 * @param results one for each check, in the checks' order
 * @param failures why the unchecked ones could not be looked at
 */
public record Look(List<CheckResult> results, Map<CheckResult, RuntimeException> failures) {

    /** A check of the caller's did not end in time. */
    static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLate(String words) {
            super(words, null, false, false);
        }
    }

    /**
     * What stops the run where it is, when none of these says that something is wrong: code of the caller's that threw or
     * hung, else why these could not be looked at, which may pass: that the time was over only where it is the reason for all
     * of them. Empty when there is something to put right.
     */
    public Optional<RuntimeException> stop(List<CheckResult> blocking, StepContext context) {
        List<RuntimeException> why =
                blocking.stream().map(failures::get).filter(Objects::nonNull).toList();
        if (why.isEmpty() || why.size() < blocking.size() || !why.stream().allMatch(Look::isNoVerdict)) {
            return Optional.empty();
        }
        RuntimeException first = why.stream()
                .filter(each -> !(each instanceof ApiException))
                .findFirst()
                .or(() -> why.stream()
                        .filter(each -> !FailureClassifier.isOutOfTime(each))
                        .findFirst())
                .orElse(why.get(0));
        return Optional.of(first instanceof TooLate ? unfinished(first, context) : first);
    }

    /** All that there is besides an {@link ApiException} comes of the caller's own. */
    private static boolean isNoVerdict(RuntimeException failure) {
        return !(failure instanceof ApiException)
                || failure instanceof ApiException.Unreachable
                || failure instanceof ApiException.NotUnderstood
                || (failure instanceof ApiException.Rejected rejected
                        && rejected.reason().worthRepeating());
    }

    private static RuntimeException unfinished(RuntimeException late, StepContext context) {
        return new ProvisioningException.Unfinished(
                context.where(null, null), UnfinishedReason.CALLERS_CODE, String.valueOf(late.getMessage()));
    }
}
