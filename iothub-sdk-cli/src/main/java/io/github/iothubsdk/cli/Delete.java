package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes one instance. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Deletes an instance with all its data.",
        footer = {"", "Example:", "  iothub delete plant-7", "  iothub delete iothub-9f3k2m7q1z --yes"})
final class Delete extends CloudCommand {

    @Parameters(paramLabel = "ID|NAME", description = "The instance's id or its name.")
    private String named = "";

    @Option(names = "--yes", description = "Deletes without asking for the name.")
    private boolean yes;

    Delete(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Report report) {
        boolean ask =
                asks(yes, "There is nobody to confirm it. Nothing was deleted. Add --yes to delete without asking.");
        try (ProvisioningClient client = cloud.client(shell).build()) {
            Instances instances = client.instances(cloud.region(shell));
            Instance instance = new InstanceNames(instances, commands()).find(named, " Nothing was deleted.");
            if (ask && !shell.ask(question(shell, instance)).equals(instance.name())) {
                throw new Refused("That is not its name. Nothing was deleted.");
            }
            instances.delete(instance.id());
            report.deleted(instance);
            return ExitCode.DONE;
        }
    }

    private static String question(Shell shell, Instance instance) {
        return "This deletes " + shell.plain(instance.id()) + " with all its data.\nEnter its name, "
                + shell.plain(instance.name()) + ", to go on:";
    }
}
