package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at every precondition. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Looks at everything that creating needs, and changes nothing.",
        footer = {
            "",
            "Example:",
            "  iothub preflight -f hub.yaml",
            "  iothub preflight -f hub.yaml --vpc vpc-yn4dblxgeb"
        })
final class PreflightCommand extends CloudCommand {

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    PreflightCommand(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        CreateInstanceRequest request = instance.request(shell, cloud.region(shell));
        try (ProvisioningClient client = instance.schema.on(cloud.client(shell)).build()) {
            new Preconditions(client, report).require(request);
        }
        return ExitCode.DONE;
    }
}
