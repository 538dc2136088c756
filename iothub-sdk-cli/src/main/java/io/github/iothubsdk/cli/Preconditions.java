package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.Optional;

/** Looks before anything is journaled or ordered. */
record Preconditions(ProvisioningClient client, Report report) {

    /**
     * Tells them all.
     *
     * @return what was found
     * @throws Invalid when one stands in the way
     */
    Preflight require(CreateInstanceRequest request) {
        Preflight looked = client.preflight(request);
        require(looked);
        return looked;
    }

    /**
     * The same within a time.
     *
     * @return what is left of it
     * @throws Unfinished when it was too short to look, and nothing that was seen stands in the way; no run was begun
     */
    Duration require(CreateInstanceRequest request, Duration timeout, TimeSource timeSource) {
        Deadline deadline = Deadline.in(timeout, timeSource);
        Preflight preflight = client.preflight(request, timeout);
        Duration left = deadline.remaining();
        if (left.isZero() && !preflight.ready() && preflight.blocking().stream().allMatch(Preconditions::unseen)) {
            throw new Unfinished(
                    new Where(null, StepIds.PREFLIGHT, null, null),
                    UnfinishedReason.TIME_USED_UP,
                    "the preconditions were not all looked at. Nothing was ordered.");
        }
        require(preflight);
        return left;
    }

    private void require(Preflight preflight) {
        report.preflight(preflight);
        if (!preflight.ready()) {
            String requestId = preflight.blocking().stream()
                    .map(CheckResult::requestId)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
            throw new Invalid(new Where(null, StepIds.PREFLIGHT, requestId, null), preflight.violations());
        }
    }

    private static boolean unseen(CheckResult result) {
        return result.outcome() == CheckResult.Outcome.UNCHECKED;
    }
}
