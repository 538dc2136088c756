package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.util.function.Function;

/** What to do next with a run. */
final class NextStep {

    private NextStep() {}

    static String of(RunSummary run, Function<RunId, String> resuming) {
        if (run.reason().filter(UnfinishedReason.RUN_UNREADABLE::equals).isPresent()) {
            return run.lastSeen().orElse("");
        }
        String resume = resuming.apply(run.runId());
        return run.ended()
                .map(ending -> switch (ending) {
                    case DONE -> "nothing: the instance runs";
                    case INVALID -> "nothing was ordered: put right what it said, create again";
                    case UNKNOWN -> "look in the console's order list, then: " + resume;
                    case BROKEN -> "do what it said; to look again: " + resume;
                    case ABANDONED -> "nothing: it was given up";
                })
                .orElse(resume);
    }
}
