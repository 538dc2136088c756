package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.RunHistory;
import io.github.iothubsdk.provisioning.model.RunId;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a run from its journal. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Tells what happened to a run, what is known of money, and what to do next; sends nothing.",
        footer = {
            "",
            "Example:",
            "  iothub explain plant-7",
            "  iothub explain order-4711 --output json",
            "  iothub explain plant-7 --bundle for-support.txt"
        })
final class Explain extends CloudCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "Writes all of it to this new file for a support case, as text: with the versions and settings of"
                            + " here, without secrets, and with other names, ids and amounts as --record has them. Request ids"
                            + " are replaced too. Read it before you send it.")
    private Optional<Path> bundle = Optional.empty();

    @Parameters(paramLabel = "RUN", description = "The run: its id, the beginning of it, or its instance's name.")
    private String run = "";

    Explain(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        Optional<BundleFile> wanted =
                bundle.map(file -> new BundleFile(cloud.besideTheJournal("--bundle", file, shell)));
        wanted.ifPresent(BundleFile::requireNew);
        try (ProvisioningClient client = cloud.client(shell).build()) {
            RunId id = new RunNames(client, commands()).find(run, RunNames::isOpen);
            RunHistory history =
                    client.history(id).orElseThrow(() -> new Refused("There is no run " + id + " any more."));
            if (wanted.isEmpty()) {
                report.explained(history);
                return ExitCode.DONE;
            }
            ConfigView settings = ConfigView.of(spec, cloud, shell); // learns the secrets as well
            wanted.get().write(SupportBundle.of(history, settings, shell.known()));
            report.bundled(history, wanted.get().path());
            return ExitCode.DONE;
        }
    }
}
