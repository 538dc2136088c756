package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Instance;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one instance. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Shows one instance with everything the service tells.",
        footer = {"", "Example:", "  iothub show plant-7", "  iothub show iothub-9f3k2m7q1z"})
final class Show extends CloudCommand {

    @Parameters(paramLabel = "ID|NAME", description = "The instance's id or its name.")
    private String instance = "";

    Show(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        try (ProvisioningClient client = cloud.client(shell).build()) {
            report.instance(find(client.instances(cloud.region(shell)), instance));
            return ExitCode.DONE;
        }
    }

    private Instance find(Instances instances, String wanted) {
        Optional<Instance> byId = instances.findById(wanted);
        if (byId.isPresent()) {
            return byId.get();
        }
        List<Instance> byName = instances.findByName(wanted);
        if (byName.size() != 1) {
            throw new Refused(
                    byName.isEmpty()
                            ? "There is no instance with the id or name '" + wanted + "'. Enter "
                                    + commands().list() + " to list them."
                            : byName.size() + " instances are named '" + wanted + "'. Give the id of one; enter "
                                    + commands().list() + " to list them.");
        }
        return byName.get(0);
    }
}
