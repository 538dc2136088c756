package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Approval;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
            "  iothub create -f hub.yaml --yes",
            "  iothub create -f hub.yaml --run-id order-4711 --yes",
            "  iothub create --approval ok.json"
        })
final class Create extends CloudCommand {

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long it may take in all; the run can be resumed after it. Default: 60m.")
    private Duration timeout = Duration.ofMinutes(60);

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description =
                    "Names the run, such as order-4711: entered again, the same run goes on. 1 to 64 of a-z 0-9 -.")
    private Optional<String> runId = Optional.empty();

    @Option(
            names = "--approval",
            paramLabel = "FILE",
            description =
                    "What preflight --approve-to wrote: orders that once, without asking; refuses what has changed.")
    private Optional<Path> approval = Optional.empty();

    @Option(names = "--yes", description = "Orders without asking.")
    private boolean yes;

    Create(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Report report) {
        stands(Standing.undone("No run was begun."));
        if (approval.isPresent()) {
            return approved(new ApprovalFile(approval.get()).read(), report);
        }
        boolean ask = asks(
                yes,
                "There is nobody to confirm the order. Nothing was ordered. "
                        + "Add --yes to order without asking, or run iothub preflight to only look.");
        CreateInstanceRequest request = instance.request(shell, cloud.region(shell));
        try (ProvisioningClient client =
                instance.schema.on(cloud.client(shell)).listener(report).build()) {
            Optional<RunId> id = runId.map(Values::runId);
            if (id.filter(run -> isThere(client, run)).isPresent()) { // asked and answered when it was begun
                client.create(id.get(), request, timeout);
                return ExitCode.DONE;
            }
            Duration left = new Preconditions(client, report).require(request, timeout, shell.timeSource());
            report.order(request);
            if (ask && !shell.ask("Place this order? Only yes does:").equals("yes")) {
                throw new Refused("Not confirmed. Nothing was ordered.");
            }
            if (id.isPresent()) {
                client.create(id.get(), request, left);
            } else {
                client.create(request, left);
            }
            return ExitCode.DONE;
        }
    }

    /** Not in a journal that is not there yet: what is wrong with another one, create itself says. */
    private static boolean isThere(ProvisioningClient client, RunId run) {
        try {
            return client.run(run).isPresent();
        } catch (ProvisioningException.Unfinished e) {
            return false;
        }
    }

    /** Of a request that is given as well, everything must be as approved. */
    private ExitCode approved(Approval given, Report report) {
        if (runId.isPresent()) {
            throw new Refused("--run-id: an approval names its run, " + given.runId() + ". Nothing was ordered.");
        }
        if (cloud.isEntered("--region")
                && !cloud.region(shell).equals(given.request().region())) {
            throw new Refused("--region: the approval is for " + given.request().region() + ". Nothing was ordered.");
        }
        instance.schema.requireHeard(given.request().schema().isPresent());
        Optional<CreateInstanceRequest> again = Optional.of(instance)
                .filter(InstanceOptions::isGiven)
                .map(options -> options.request(shell, cloud.region(shell)));
        try (ProvisioningClient client =
                instance.schema.on(cloud.client(shell)).listener(report).build()) {
            report.order(again.orElseGet(given::request));
            if (again.isPresent()) {
                client.create(given, again.get(), timeout);
            } else {
                client.create(given, timeout);
            }
            return ExitCode.DONE;
        }
    }
}
