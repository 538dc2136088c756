package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;

/** What to do next with a run. */
final class NextStep {

    private NextStep() {}

    /**
     * In a few words, with the command.
     *
     * @param commands those of who asks; a run is resumed where it was begun
     */
    static String of(RunSummary run, Commands commands) {
        if (run.reason().filter(UnfinishedReason.RUN_UNREADABLE::equals).isPresent()) {
            return run.ended().isPresent()
                    ? "nothing: it is over"
                    : "restore its file from a copy, or give it up: " + commands.abandon(run.runId());
        }
        Commands there = commands.at(run);
        String resume = there.resume(run.runId());
        return run.ended()
                .map(ending -> switch (ending) {
                    case DONE -> "nothing: the instance ran when the run ended";
                    case INVALID ->
                        "nothing was " + (run.adopts().isPresent() ? "adopted or paid" : "ordered")
                                + ": put right what it said, "
                                + (run.adopts().isPresent() ? "adopt" : "create") + " again";
                    case UNKNOWN -> "look in the console's order list, then: " + resume;
                    case BROKEN -> "look again, which says what to do: " + resume;
                    case ABANDONED -> "nothing: it was given up";
                })
                .or(() -> run.reason().flatMap(reason -> there.resume(run.runId(), reason)))
                .orElse(resume);
    }
}
