package io.github.iothubsdk.provisioning;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.flow.Opening;
import io.github.iothubsdk.provisioning.internal.flow.Run;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens runs and drives them, on the thread of the caller or on those of the process. */
record Driving(Assembly parts) {

    void requireOpen() {
        if (parts.closed().get()) {
            throw new IllegalStateException("The client was closed.");
        }
    }

    static void requireCeiling(Money spendAtMost) {
        if (requireNonNull(spendAtMost, "spendAtMost").isNegative()
                || !spendAtMost.currency().equals("CNY")) {
            throw new IllegalArgumentException(
                    "The ceiling must be an amount of CNY that is not negative, not " + spendAtMost + ".");
        }
    }

    /** It is dated by the service's time as the answers have told it, from when the first was asked for at the latest. */
    Preflight preflight(CreateInstanceRequest request, Deadline deadline) {
        parts.hide(requireNonNull(request, "request"));
        Services.Moment began = parts.services().moment();
        List<CheckResult> found =
                parts.checks().look(request, Optional.empty(), deadline).results();
        return Preflight.of(request, found, parts.services().atTheEarliest(began));
    }

    Run begun(RunId runId, CreateInstanceRequest request, Deadline deadline) {
        parts.hide(requireNonNull(request, "request"));
        return parts.runs().begin(runId, request, deadline);
    }

    Run begunOrTaken(RunId runId, CreateInstanceRequest request, Deadline deadline) {
        parts.hide(requireNonNull(request, "request"));
        return parts.runs().byKey().beginOrTake(requireNonNull(runId, "runId"), request, deadline);
    }

    Run begunOrTaken(Approval approval, CreateInstanceRequest request, Deadline deadline) {
        parts.hide(requireNonNull(request, "request"));
        return parts.runs().byKey().beginOrTake(approval.run(), request, deadline);
    }

    Run adopting(RunId runId, CreateInstanceRequest request, String subject, Deadline deadline) {
        parts.hide(requireNonNull(request, "request"));
        return parts.runs().beginAdopting(requireNonNull(runId, "runId"), request, subject, deadline);
    }

    Run taken(RunId runId, Optional<Money> spendAtMost) {
        return parts.runs().take(requireNonNull(runId, "runId"), spendAtMost);
    }

    /** Tells the listener that the run was begun or taken up. */
    Run tell(Run run) {
        return tell(run, parts.listener());
    }

    private Run tell(Run run, Consumer<ProvisioningEvent> listener) {
        listener.accept(parts.steps().opened(run.progress(), run.isNew()));
        return run;
    }

    ProvisioningResult toTheEnd(Run opened, Deadline deadline) {
        try (Run run = tell(opened)) {
            parts.driver().drive(run, deadline);
            return ProvisioningRun.finished(run.progress(), parts.listener());
        }
    }

    /** @param opening of what opens it, which knows whether the run can be there already */
    ProvisioningRun async(RunId runId, Function<Supplier<Run>, Opening> opening, Supplier<Run> run, Deadline deadline) {
        Opening telling = opening.apply(() -> tell(run.get(), parts.asyncListener()));
        return ProvisioningRun.of(runId, parts.async().drive(telling, deadline), parts.asyncListener());
    }
}
