package io.github.iothubsdk.provisioning.internal.flow;

import io.github.iothubsdk.core.internal.json.Json;
import io.github.iothubsdk.provisioning.model.Milestone;
import java.util.function.Function;

/**
 * How the journal keeps a step's milestone: as a record of this module's own, so that public types may change.
 *
 * @param milestone what the step leaves
 * @param journaled the record that is written
 * @param write makes the record
 * @param read makes the milestone again
 */
public record MilestoneFormat<M extends Milestone, J extends Record>(
        Class<M> milestone, Class<J> journaled, Function<M, J> write, Function<J, M> read) {

    /** A milestone that is such a record itself. */
    public static <M extends Record & Milestone> MilestoneFormat<M, M> itself(Class<M> milestone) {
        return new MilestoneFormat<>(milestone, milestone, Function.identity(), Function.identity());
    }

    Record journaled(Milestone reached) {
        return write.apply(milestone.cast(reached));
    }

    Milestone read(String json) {
        return read.apply(Json.read(json, journaled));
    }
}
