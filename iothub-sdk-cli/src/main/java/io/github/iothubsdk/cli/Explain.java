package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells a run from its journal. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Tells what happened to a run, what is known of money, and what to do next; sends nothing.",
        footer = {"", "Example:", "  iothub explain plant-7", "  iothub explain order-4711 --output json"})
final class Explain extends CloudCommand {

    @Parameters(paramLabel = "RUN", description = "The run: its id, the beginning of it, or its instance's name.")
    private String run = "";

    Explain(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        try (ProvisioningClient client = cloud.client(shell).build()) {
            RunId id = new RunNames(client, commands()).find(run, RunNames::isOpen);
            report.explained(client.history(id).orElseThrow(() -> new Refused("There is no run " + id + " any more.")));
            return ExitCode.DONE;
        }
    }
}
