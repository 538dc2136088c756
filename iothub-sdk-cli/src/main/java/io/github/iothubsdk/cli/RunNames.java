package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How people name a run: by its id, by the beginning of it that no other run has, or by its instance's name. */
record RunNames(ProvisioningClient client, Commands commands) {

    /** Shorter beginnings are hit by accident. */
    private static final int SHORTEST = 3;

    /**
     * The run that is meant.
     *
     * @param mattering those of several with one name that are meant rather than the others
     * @throws Refused when there is none, or when there are several
     */
    RunId find(String text, Predicate<RunSummary> mattering) {
        List<RunSummary> all = client.runs();
        List<RunSummary> exact =
                all.stream().filter(run -> isExactly(run, text)).toList();
        List<RunSummary> fitting =
                exact.isEmpty() ? all.stream().filter(run -> begins(run, text)).toList() : exact;
        if (fitting.size() == 1) {
            return fitting.get(0).runId();
        }
        // Of one instance's runs the one that matters is meant; never another instance's.
        List<RunSummary> first = fitting.stream().filter(mattering).toList();
        if (first.size() == 1
                && fitting.stream()
                        .allMatch(run -> run.name().equals(first.get(0).name()))) {
            return first.get(0).runId();
        }
        throw new Refused(
                fitting.isEmpty()
                        ? "There is no run with the id or name '" + text
                                + "' in this journal. Check its path, or enter " + commands.runs()
                                + " to list its runs."
                        : "'" + text + "' fits " + fitting.size() + " runs; give the id of one: "
                                + fitting.stream()
                                        .map(run -> run.runId()
                                                + run.ended()
                                                        .map(how -> " (" + how + ")")
                                                        .orElse(" (unfinished)"))
                                        .collect(Collectors.joining(", ")));
    }

    private static boolean isExactly(RunSummary run, String text) {
        return run.runId().value().equals(text)
                || run.name().filter(text::equals).isPresent();
    }

    private static boolean begins(RunSummary run, String text) {
        return text.length() >= SHORTEST && run.runId().value().startsWith(text);
    }

    /** What may go on, or is in doubt. */
    static boolean isOpen(RunSummary run) {
        return run.ended()
                .filter(how -> how != RunSummary.Ending.UNKNOWN && how != RunSummary.Ending.BROKEN)
                .isEmpty();
    }
}
