package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.Approval;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "  iothub preflight -f hub.yaml --approve-to ok.json --by jane",
            "  iothub create --approval ok.json"
        })
final class PreflightCommand extends CloudCommand {

    @Mixin
    private final InstanceOptions instance = new InstanceOptions();

    @ArgGroup(exclusive = false)
    private @Nullable Approving approving; // or the parser has no place for it

    /** Given together. */
    static final class Approving {
        @Option(
                names = "--approve-to",
                paramLabel = "FILE",
                required = true,
                description =
                        "Writes an approval of what was found here, with which create orders it once, without asking.")
        private Path to = Path.of("");

        @Option(
                names = "--by",
                paramLabel = "NAME",
                required = true,
                converter = Values.Filled.class,
                description = "Who approves.")
        private String by = "";

        @Option(
                names = "--valid",
                paramLabel = "DURATION",
                description = "How long nothing else is needed: 1m to 720h. Default: 4h.")
        private Duration valid = Duration.ofHours(4);
    }

    PreflightCommand(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        Optional<Approving> wanted = Optional.ofNullable(approving);
        wanted.ifPresent(given -> new ApprovalFile(given.to).requireNew());
        CreateInstanceRequest request = instance.request(shell, cloud.region(shell));
        try (ProvisioningClient client = instance.schema.on(cloud.client(shell)).build()) {
            Preflight looked = new Preconditions(client, report).require(request);
            wanted.ifPresent(given -> approve(client, looked, given, report));
        }
        return ExitCode.DONE;
    }

    private void approve(ProvisioningClient client, Preflight looked, Approving given, Report report) {
        Approval approval;
        try {
            approval = client.approve(looked, given.by, given.valid);
        } catch (IllegalArgumentException e) {
            throw new Refused("Nothing is approved: " + e.getMessage() + ".");
        }
        new ApprovalFile(given.to).write(approval);
        report.approved(approval, given.to, looked.request().schema().isPresent() ? instance.schema.way() : "");
    }
}
