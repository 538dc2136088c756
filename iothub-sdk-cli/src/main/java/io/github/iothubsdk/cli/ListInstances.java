package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

    @Option(
            names = "--watch",
            description =
                    "Looks again at every poll interval until Ctrl-C, also after a look that fails; in place on a terminal.")
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
            List<Instance> all = all(instances);
            report.instances(wanted(all), all.size(), watch);
            return watch ? watch(instances, wanted(all), report) : ExitCode.DONE;
        }
    }

    /** That there are none takes a list that shows all that it counts. */
    private static List<Instance> all(Instances instances) {
        List<Instance> shown = instances.list();
        return shown.isEmpty() ? instances.listWhole() : shown;
    }

    private List<Instance> wanted(List<Instance> all) {
        return all.stream()
                .filter(each -> name.isEmpty() || name.get().equals(each.name()))
                .filter(each -> statuses.isEmpty() || statuses.contains(each.status()))
                .toList();
    }

    /** Where the screen is drawn anew it shows that it lives, and fits what has become of the window. */
    private ExitCode watch(Instances instances, List<Instance> first, Report report) {
        boolean always =
                output.form == OutputOptions.Form.text && shell.screen().moves();
        Outage outage = new Outage(shell.timeSource(), report::noted);
        AtomicReference<List<Instance>> seen = new AtomicReference<>(first);
        try {
            while (!shell.out().checkError()) { // as when it goes to head
                shell.timeSource().pause(cloud.pollInterval);
                var unused = outage.look(() -> {
                    List<Instance> all = all(instances);
                    List<Instance> now = wanted(all);
                    if (!now.equals(seen.getAndSet(now)) || always) {
                        report.instances(now, all.size(), true);
                    }
                });
            }
            return ExitCode.DONE;
        } catch (InterruptedException | ApiException.Interrupted e) {
            Thread.currentThread().interrupt();
            return shell.interrupted(); // the way to end it, so there is nothing to say
        }
    }
}
