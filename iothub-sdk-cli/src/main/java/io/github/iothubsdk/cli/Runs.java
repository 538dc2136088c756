package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the runs of the journal. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Lists the runs of the journal, and what to do next with each.",
        footer = {"", "Example:", "  iothub runs --journal /var/lib/iothub"})
final class Runs extends CloudCommand {

    Runs(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        try (ProvisioningClient client = cloud.client(shell).build()) {
            List<RunSummary> newestLast = client.runs().stream()
                    .sorted(Comparator.comparing(run -> run.begunAt().orElse(Instant.EPOCH)))
                    .toList();
            report.runs(newestLast);
            return ExitCode.DONE;
        }
    }
}
