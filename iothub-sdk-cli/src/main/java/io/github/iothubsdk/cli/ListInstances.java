package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The console's instance list. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Lists the instances of the region, as the console does.",
        footer = {
            "",
            "Example:",
            "  iothub list",
            "  iothub list --status running --output json",
            "  iothub list --watch --poll-interval 5s"
        })
final class ListInstances extends CloudCommand {

    @Option(names = "--watch", description = "Looks again at every poll interval until Ctrl-C; in place on a terminal.")
    private boolean watch;

    @FlagOnly
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Only the instance of this name. Taken from no file: there it is what create calls a new one.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those in this state: ${COMPLETION-CANDIDATES}; may be repeated.")
    private List<InstanceStatus> statuses = List.of();

    ListInstances(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        try (ProvisioningClient client = cloud.client(shell).build()) {
            Instances instances = client.instances(cloud.region(shell));
            List<Instance> seen = wanted(instances);
            report.instances(seen, watch);
            return watch ? watch(instances, seen, report) : ExitCode.DONE;
        }
    }

    private List<Instance> wanted(Instances instances) {
        return instances.list().stream()
                .filter(each -> name.isEmpty() || name.get().equals(each.name()))
                .filter(each -> statuses.isEmpty() || statuses.contains(each.status()))
                .toList();
    }

    private ExitCode watch(Instances instances, List<Instance> first, Report report) {
        List<Instance> seen = first;
        try {
            while (!shell.out().checkError()) { // as when it goes to head
                shell.timeSource().pause(cloud.pollInterval);
                List<Instance> now = wanted(instances);
                if (!now.equals(seen)) {
                    report.instances(now, true);
                }
                seen = now;
            }
            return ExitCode.DONE;
        } catch (InterruptedException | ApiException.Interrupted e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED; // the way to end it, so there is nothing to say
        }
    }
}
