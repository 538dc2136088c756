package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
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
        stands(Standing.undone("Nothing was deleted."));
        boolean ask =
                asks(yes, "There is nobody to confirm it. Nothing was deleted. Add --yes to delete without asking.");
        try (ProvisioningClient client = cloud.client(shell).build()) {
            Instances instances = client.instances(cloud.region(shell));
            Instance instance = new InstanceNames(instances, commands())
                    .find(named, " It may have been deleted before; nothing was deleted now.");
            if (ask && !shell.ask(question(shell, instance)).equals(instance.name())) {
                throw new Refused("That is not its name. Nothing was deleted.");
            }
            delete(instances, instance);
            report.deleted(instance);
            return ExitCode.DONE;
        }
    }

    /** Sent once; where no answer tells what it did, whether it is gone says so. */
    private void delete(Instances instances, Instance instance) {
        stands(Standing.sent("The delete of " + shell.plain(instance.id()) + ", " + shell.plain(instance.name())
                + ", was sent and may have been done, or be done yet. Enter "
                + commands().list()
                + " to see whether it is still there."));
        try {
            instances.delete(instance.id());
        } catch (ApiException lost) {
            boolean over = lost instanceof ApiException.Interrupted || !lost.mayHaveHappened();
            if (over || !isGone(instances, instance.id())) {
                throw lost;
            }
        }
    }

    /** Neither by its id nor in the list: either may miss it once. */
    private static boolean isGone(Instances instances, String id) {
        try {
            return InstanceNames.byId(instances, id).isEmpty()
                    && instances.listWhole().stream()
                            .noneMatch(each -> each.id().equals(id));
        } catch (ApiException.Unreachable | ApiException.Rejected | ApiException.NotUnderstood e) {
            return false; // what was lost before is told
        }
    }

    private static String question(Shell shell, Instance instance) {
        return "This deletes " + shell.plain(instance.id()) + " with all its data.\nEnter its name, "
                + shell.plain(instance.name()) + ", to go on:";
    }
}
