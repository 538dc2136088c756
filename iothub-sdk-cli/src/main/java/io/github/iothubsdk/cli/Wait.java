package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.Instances;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Instance;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Where;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for an instance, whoever has ordered it. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Waits until an instance runs, or is gone; orders nothing.",
        footer = {"", "Example:", "  iothub wait plant-7 --for running", "  iothub wait plant-7 --for gone --timeout 5m"
        })
final class Wait extends CloudCommand {

    /** What is waited for. */
    enum Until {
        /** It can be used. */
        running,
        /** It is in the list no more. */
        gone
    }

    @Parameters(paramLabel = "ID|NAME", description = "The instance's id or its name; it need not be there yet.")
    private String instance = "";

    @Option(names = "--for", paramLabel = "running|gone", required = true, description = "What to wait for.")
    private Until until = Until.running;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "How long to wait. Default: 60m.")
    private Duration timeout = Duration.ofMinutes(60);

    Wait(Shell shell) {
        super(shell);
    }

    /** What was seen last; kept where one look fails or misses it. */
    private Optional<Instance> seen = Optional.empty();

    /** How many whole looks in a row have not shown it: one may have missed it. */
    private int missed;

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        Deadline deadline = Deadline.in(timeout, shell.timeSource());
        try (ProvisioningClient client = cloud.client(shell).build()) {
            Instances instances = client.instances(cloud.region(shell));
            Outage outage = new Outage(shell.timeSource(), report::noted);
            Optional<ApiException> failed = outage.look(() -> look(instances));
            while (failed.isPresent() || !isOver()) {
                if (deadline.remaining().isZero()) {
                    throw failed.isPresent() ? failed.get() : late();
                }
                shell.timeSource().pause(deadline.atMost(cloud.pollInterval));
                failed = outage.look(() -> look(instances));
            }
            tell(report);
            return ExitCode.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Interrupted("interrupted between two looks");
        }
    }

    private void tell(Report report) {
        if (until == Until.gone) {
            report.gone(instance, seen);
        } else {
            seen.ifPresent(report::instance);
        }
    }

    private void look(Instances instances) {
        Optional<Instance> found = find(instances);
        seen = found.or(() -> seen);
        missed = found.isPresent() ? 0 : missed + 1;
    }

    /** By the list, and by its id where it was seen before: a list may miss a row. That one is gone takes a proof. */
    private Optional<Instance> find(Instances instances) {
        List<Instance> listed = (until == Until.gone ? instances.listWhole() : instances.list())
                .stream()
                        .filter(each ->
                                each.id().equals(instance) || each.name().equals(instance))
                        .toList();
        if (listed.size() > 1) {
            throw new Refused(listed.size() + " instances are named '" + instance + "'. Give the id of one; enter "
                    + commands().list() + " to list them.");
        }
        return listed.stream()
                .findFirst()
                .or(() -> InstanceNames.byId(instances, seen.map(Instance::id).orElse(instance)));
    }

    private boolean isOver() {
        return until == Until.gone
                ? missed > 1
                : missed == 0
                        && seen.filter(there -> there.status() == InstanceStatus.RUNNING)
                                .isPresent();
    }

    private Unfinished late() {
        String there = seen.map(
                        known -> known.id() + " is " + known.statusWord().orElse("in no state that is told"))
                .orElse("there is no instance '" + instance + "'");
        return new Unfinished(
                new Where(null, StepIds.AWAIT_INSTANCE, null, null), UnfinishedReason.TIME_USED_UP, there + ".");
    }
}
