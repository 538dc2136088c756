package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.provisioning.internal.check.Look;
import io.github.iothubsdk.provisioning.internal.check.PreflightChecks;
import io.github.iothubsdk.provisioning.internal.flow.MilestoneFormat;
import io.github.iothubsdk.provisioning.internal.flow.Outcome;
import io.github.iothubsdk.provisioning.internal.flow.Step;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.Milestone;
import io.github.iothubsdk.provisioning.model.Preflight;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at every precondition; nothing is bought that cannot work. */
final class RunPreflight implements Step {

    /** Every precondition holds. */
    record Cleared(int checks) implements Milestone {
        @Override
        public String told() {
            return checks == 0
                    ? "what is to be adopted was looked at; nothing is to be ordered"
                    : checks + " preconditions were looked at, and nothing stands in the way";
        }
    }

    private final PreflightChecks checks;
    private final Adoption adoption;

    RunPreflight(PreflightChecks checks, Adoption adoption) {
        this.checks = checks;
        this.adoption = adoption;
    }

    @Override
    public String name() {
        return StepIds.PREFLIGHT;
    }

    @Override
    public MilestoneFormat<?, ?> leaves() {
        return MilestoneFormats.CLEARED;
    }

    /** What is wrong must be put right; what could only not be looked at for the moment is looked at again. */
    @Override
    public Outcome attempt(StepContext context) {
        if (context.progress().adopts().isPresent()) { // looked at before the database is touched
            var unused = adoption.requireOrRefuse(
                    context, context.progress().adopts().get());
            return new Outcome.Reached(new Cleared(0));
        }
        Look look = checks.look(context.request(), Optional.of(context.runId()), context.deadline());
        look.results().forEach(result -> context.tell(ProvisioningEvent.checked(context.runId(), result)));
        Preflight preflight = Preflight.of(context.request(), look.results());
        List<CheckResult> blocking = preflight.blocking();
        List<Violation> drift = drift(context, look);
        if (!drift.isEmpty()) { // what could only not be looked at for the moment has not changed
            look.stop(uncheckedNow(context, look), context).ifPresent(stop -> {
                throw stop;
            });
        }
        if (blocking.isEmpty() && drift.isEmpty()) {
            return new Outcome.Reached(new Cleared(look.results().size()));
        }
        look.stop(blocking, context).ifPresent(stop -> {
            throw stop;
        });
        String requestId = blocking.stream()
                .map(CheckResult::requestId)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        throw new ProvisioningException.Invalid(
                context.where(requestId, null), blocking.isEmpty() ? drift : preflight.violations());
    }

    /** All that has become worse, when that is only that it could not be looked at; else nothing. */
    private static List<CheckResult> uncheckedNow(StepContext context, Look look) {
        List<CheckResult> worse = context.progress().approved().orElseThrow().worse(look.results());
        return worse.stream().allMatch(result -> result.outcome() == CheckResult.Outcome.UNCHECKED) ? worse : List.of();
    }

    private static List<Violation> drift(StepContext context, Look look) {
        return context.progress()
                .approved()
                .map(approved -> Stream.concat(
                                approved.expired(context.now()).stream(), approved.drift(look.results()).stream())
                        .toList())
                .orElse(List.of());
    }
}
