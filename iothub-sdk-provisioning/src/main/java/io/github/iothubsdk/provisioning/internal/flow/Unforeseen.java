package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.spi.JournalException;
import java.util.List;

/** How a run stops for what no step has foreseen: code of the caller's, or the journal. */
final class Unforeseen {

    private Unforeseen() {}

    /** Code of the caller's, such as a payment policy, has thrown; what it says may be secret, so it is only the cause. */
    static ProvisioningException unexpected(Run run, List<Step> steps, RuntimeException e) {
        Progress progress = run.progress();
        String step = steps.stream()
                .map(Step::name)
                .filter(name -> !progress.milestones().containsKey(name))
                .findFirst()
                .orElse("done");
        return new ProvisioningException.Unfinished(
                new Where(progress.runId(), step, null, e),
                "something threw " + e.getClass().getName() + ", which see. Reached so far: "
                        + progress.milestones().values() + ".");
    }

    static ProvisioningException journalFailed(Run run, JournalException e) {
        Progress progress = run.progress();
        return new ProvisioningException.Unfinished(
                new Where(progress.runId(), "journal", null, e),
                e.getMessage() + " Reached so far: " + progress.milestones().values() + ".");
    }
}
