package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import picocli.CommandLine.Command;

/** Lists what no run explains. */
@Command(
        name = "orphans",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Lists orders and instances of the region that no run of this journal explains; reads only.",
        footer = {"", "Example:", "  iothub orphans", "  iothub orphans --journal /var/lib/iothub --output json"})
final class Orphans extends CloudCommand {

    Orphans(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        try (ProvisioningClient client = cloud.client(shell).build()) {
            report.orphans(client.orphans(cloud.region(shell)));
            return ExitCode.DONE;
        }
    }
}
