package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates one instance. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Creates an instance: checks, database, order, payment, waiting.",
        footer = {
            "",
            "Example:",
            "  export IOTHUB_DB_PASSWORD=...",
            "  iothub create --name plant-7 --vpc vpc-yn4dblxgeb \\",
            "    --subnet subnet-820lwf1mlp --rds mysql-wp4e9ztap2 --database iothub \\",
            "    --db-host mysql-cn-north-1-c1ce20704a60487d.rds.jdcloud.com \\",
            "    --db-user iothub_rw --schema iothub_latest.sql --accept-terms",
            "  iothub create -f hub.yaml --yes"
        })
final class Create extends CloudCommand {

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long it may take in all; the run can be resumed after it. Default: 60m.")
    private Duration timeout = Duration.ofMinutes(60);

    @Option(names = "--yes", description = "Orders without asking.")
    private boolean yes;

    Create(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Report report) {
        boolean ask = asks(
                yes,
                "There is nobody to confirm the order. Nothing was ordered. "
                        + "Add --yes to order without asking, or run iothub preflight to only look.");
        CreateInstanceRequest request = instance.request(shell, cloud.region(shell));
        try (ProvisioningClient client =
                instance.schema.on(cloud.client(shell)).listener(report).build()) {
            Duration left = new Preconditions(client, report).require(request, timeout, shell.timeSource());
            report.order(request);
            if (ask && !shell.ask("Place this order? Only yes does:").equals("yes")) {
                throw new Refused("Not confirmed. Nothing was ordered.");
            }
            client.create(request, left);
            return ExitCode.DONE;
        }
    }
}
