package io.github.iothubsdk.provisioning.internal.check;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.model.CheckResult;
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

    /**
     * What stops the run where it is, when none of these says that something is wrong: code of the caller's that threw, else
     * why these could not be looked at, which may pass. Empty when there is something to put right.
     */
    public Optional<RuntimeException> stop(List<CheckResult> blocking) {
        List<RuntimeException> why =
                blocking.stream().map(failures::get).filter(Objects::nonNull).toList();
        if (why.size() < blocking.size() || !why.stream().allMatch(each -> callers(each) || mayPass(each))) {
            return Optional.empty();
        }
        return why.stream()
                .filter(Look::callers)
                .findFirst()
                .or(() -> why.stream().findFirst());
    }

    /** All that a check lets through besides an {@link ApiException} is what the caller's own has thrown. */
    private static boolean callers(RuntimeException failure) {
        return !(failure instanceof ApiException);
    }

    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof ApiException.Unreachable
                || failure instanceof ApiException.NotUnderstood
                || (failure instanceof ApiException.Rejected rejected
                        && rejected.reason().worthRepeating());
    }
}
