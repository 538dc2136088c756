package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import java.util.List;
import java.util.Optional;

/** Which steps a run takes, in order. Thread-safe. */
@FunctionalInterface
public interface Workflow {

    /** The steps of a run for this request. */
    List<Step> of(CreateInstanceRequest request);

    /** The step that is next, or under way; empty when every step is reached. */
    default Optional<Step> next(Progress progress) {
        return of(progress.request()).stream()
                .filter(step -> !progress.milestones().containsKey(step.name()))
                .findFirst();
    }
}
