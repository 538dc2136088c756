package io.github.iothubsdk.cli;

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

    @Override
    ExitCode run(Report report) {
        Deadline deadline = Deadline.in(timeout, shell.timeSource());
        try (ProvisioningClient client = cloud.client(shell).build()) {
            Instances instances = client.instances(cloud.region(shell));
            List<Instance> seen = look(instances);
            while (!isOver(seen)) {
                if (deadline.remaining().isZero()) {
                    throw late(seen);
                }
                shell.timeSource().pause(deadline.atMost(cloud.pollInterval));
                seen = look(instances);
            }
            seen.forEach(report::instance);
            return ExitCode.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED; // the way to end it, so there is nothing to say
        }
    }

    private List<Instance> look(Instances instances) {
        List<Instance> seen = instances.list().stream()
                .filter(each -> each.id().equals(instance) || each.name().equals(instance))
                .toList();
        if (seen.size() > 1) {
            throw new Refused(seen.size() + " instances are named '" + instance + "'. Give the id of one; enter "
                    + commands().list() + " to list them.");
        }
        return seen;
    }

    private boolean isOver(List<Instance> seen) {
        return until == Until.gone
                ? seen.isEmpty()
                : seen.stream().anyMatch(each -> each.status() == InstanceStatus.RUNNING);
    }

    private Unfinished late(List<Instance> seen) {
        String there = seen.isEmpty()
                ? "there is no instance '" + instance + "'"
                : seen.get(0).id() + " is " + seen.get(0).statusWord().orElse("in no state that is told");
        return new Unfinished(
                new Where(null, StepIds.AWAIT_INSTANCE, null, null),
                UnfinishedReason.TIME_USED_UP,
                "the time is used up, and " + there + ". Nothing was ordered.");
    }
}
