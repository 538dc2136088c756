package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
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
            report.instance(new InstanceNames(client.instances(cloud.region(shell)), commands()).find(instance, ""));
            return ExitCode.DONE;
        }
    }
}
