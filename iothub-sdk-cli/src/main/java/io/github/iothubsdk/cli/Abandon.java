package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.KnownOrder;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.RunSummary.Ending;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a run up. */
@Command(
        name = "abandon",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Gives an unfinished run up, so that its name is free for another; sends nothing.",
        footer = {"", "Example:", "  iothub abandon run-0b0ad1ab-3c05-4a9e-a1f6-5d5f3c0f2c1e"})
final class Abandon extends CloudCommand {

    @Parameters(paramLabel = "RUN", description = "The run: its id, the beginning of it, or its instance's name.")
    private String run = "";

    @Option(names = "--yes", description = "Gives it up without asking for the name.")
    private boolean yes;

    Abandon(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Report report) {
        boolean ask =
                asks(yes, "There is nobody to confirm it. Nothing was given up. Add --yes to do so without asking.");
        try (ProvisioningClient client = cloud.client(shell).build()) {
            RunId id = new RunNames(client, commands()).find(run, RunNames::isOpen);
            RunSummary summary = client.run(id)
                    .filter(found -> RunNames.isOpen(found) || mayWaitForItsApproval(found))
                    .orElseThrow(() -> new Refused("There is no unfinished run " + id + ". Enter "
                            + commands().runs() + " to list all."));
            if (ask && !shell.ask(question(shell, summary)).equals(nameToEnter(summary))) {
                throw new Refused("That is not what was asked for. Nothing was given up.");
            }
            RunSummary given = client.abandon(id);
            if (given.ended().filter(Ending.ABANDONED::equals).isEmpty()) {
                throw new Refused("Run " + id + " is over: it ended INVALID, and there is nothing to give up.");
            }
            report.abandoned(given);
            return ExitCode.DONE;
        }
    }

    /** It was refused, and unless its order was, the next use of the approval goes on with it. */
    private static boolean mayWaitForItsApproval(RunSummary run) {
        return run.ended().filter(Ending.INVALID::equals).isPresent()
                && run.runId().value().startsWith("approved-");
    }

    /** Of a run that cannot be read only the id is known. */
    private static String nameToEnter(RunSummary run) {
        return run.name().orElse(run.runId().value());
    }

    private static String question(Shell shell, RunSummary run) {
        return "This gives " + run.runId() + " up"
                + run.step().map(step -> " at " + step).orElse("") + ". Nothing is sent: "
                + run.order()
                        .map(KnownOrder::number)
                        .map(order -> "order " + shell.plain(order)
                                + " expires by itself if it is not paid, and what is paid stays.")
                        .orElse("no order is known; if one was sent, it is in the console's order list.")
                + "\nEnter its " + (run.name().isPresent() ? "name" : "id") + ", " + shell.plain(nameToEnter(run))
                + ", to go on:";
    }
}
