package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import java.util.List;
import java.util.Optional;

/** Which steps a run takes, in order. Thread-safe. */
@FunctionalInterface
public interface Workflow {

    /** The steps of a run for this request. */
    List<Step> of(CreateInstanceRequest request);

    /**
     * The step that is next, or under way; empty when every step is reached. A run that is done stays so: a step that a later
     * version adds is for the runs that come after.
     */
    default Optional<Step> next(Progress progress) {
        if (progress.ended().filter(Ending.DONE::equals).isPresent()) {
            return Optional.empty();
        }
        return of(progress.request()).stream()
                .filter(step -> !progress.milestones().containsKey(step.name()))
                .findFirst();
    }
}
