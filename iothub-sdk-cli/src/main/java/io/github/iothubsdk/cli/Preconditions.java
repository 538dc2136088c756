package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import java.util.List;

/** Looks before anything is journaled or ordered. */
record Preconditions(ProvisioningClient client, Report report) {

    /**
     * Tells them all.
     *
     * @throws ProvisioningException.Invalid when one stands in the way
     * @throws Refused when the service cannot be reached, and that is all there is to tell
     */
    void require(CreateInstanceRequest request) {
        Preflight preflight = client.preflight(request);
        List<CheckResult> blocking = preflight.blocking();
        if (blocking.stream().filter(Preconditions::unseen).count() > 1) {
            requireService(request.region());
        }
        report.preflight(preflight);
        if (!blocking.isEmpty()) {
            String requestId = blocking.get(0).requestId().orElse(null);
            throw new ProvisioningException.Invalid(
                    new ProvisioningException.Where(null, StepIds.PREFLIGHT, requestId, null), preflight.violations());
        }
    }

    private static boolean unseen(CheckResult result) {
        return result.outcome() == CheckResult.Outcome.UNCHECKED
                && result.requestId().isEmpty();
    }

    /** A dozen checks that nobody could look at are one thing to say when the service cannot be reached. */
    private void requireService(String region) {
        try {
            client.instances(region).list();
        } catch (ApiException.Rejected e) {
            // It answers, so the checks say more.
        } catch (ApiException.Unreachable e) {
            throw new Refused(e.getMessage() + " Nothing was ordered. "
                    + Remedies.find("service-unreachable").orElseThrow());
        }
    }
}
