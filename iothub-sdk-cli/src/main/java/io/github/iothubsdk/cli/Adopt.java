package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.Order;
import io.github.iothubsdk.provisioning.model.Orphan;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a run of what is there. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Makes a run of an order or instance that is there, and goes on from it; never orders.",
        footer = {
            "",
            "What the instance is for is said as for create, since no list tells its database.",
            "",
            "Example:",
            "  iothub orphans",
            "  iothub adopt plant-7 -f hub.yaml --spend-at-most 88.00"
        })
final class Adopt extends CloudCommand {

    @Parameters(paramLabel = "NAME|ID", description = "The order's number, or the instance's id or name.")
    private String subject = "";

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long it may take in all; the run can be resumed after it. Default: 60m.")
    private Duration timeout = Duration.ofMinutes(60);

    @Option(names = "--yes", description = "Adopts, and pays within the ceiling, without asking.")
    private boolean yes;

    Adopt(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Report report) {
        boolean ask = asks(
                yes, "There is nobody to confirm it. Nothing was adopted or paid. Add --yes to do so without asking.");
        stands(Standing.undone("Nothing was adopted or paid."));
        CreateInstanceRequest request = instance.request(shell, cloud.region(shell));
        try (ProvisioningClient client =
                instance.schema.on(cloud.client(shell)).listener(report).build()) {
            Orphan found = find(client.orphans(cloud.region(shell)));
            report.orphan(found);
            report.order(request);
            if (ask
                    && !shell.ask("Make it a run of this journal? Only yes does:")
                            .equals("yes")) {
                throw new Refused("Not confirmed. Nothing was adopted or paid.");
            }
            stands(Standing.undone("Enter " + commands().runs() + " to see whether it is a run of this journal now."));
            client.adopt(
                    found.order()
                            .map(Order::number)
                            .or(() -> found.instance().map(Instance::id))
                            .orElseThrow(),
                    request,
                    timeout);
            return ExitCode.DONE;
        }
    }

    private Orphan find(List<Orphan> orphans) {
        List<Orphan> fitting = orphans.stream().filter(this::isMeant).toList();
        if (fitting.size() != 1) {
            throw new Refused((fitting.isEmpty()
                            ? "No order or instance '" + subject + "' is there that no run of this journal explains."
                            : fitting.size() + " fit '" + subject + "': give the number of an order.")
                    + " Nothing was adopted or paid. Enter iothub orphans"
                    + commands().options() + " to list them.");
        }
        return fitting.get(0);
    }

    private boolean isMeant(Orphan orphan) {
        return orphan.name().filter(subject::equals).isPresent()
                || orphan.order().map(Order::number).filter(subject::equals).isPresent()
                || orphan.instance().map(Instance::id).filter(subject::equals).isPresent();
    }
}
