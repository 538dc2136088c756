package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends by a person's word what nobody could tell. */
@Command(
        name = "resolve",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Says what became of a run that ended in doubt: its order, none, or give it up. Sends nothing.",
        footer = {
            "",
            "Look in the console's order list first. Examples:",
            "  iothub resolve run-0b0ad1ab-3c05-4a9e-a1f6-5d5f3c0f2c1e \\",
            "    --adopt 2026112216000000001 --because \"the other one is Li's\"",
            "  iothub resolve run-0b0ad1ab-3c05-4a9e-a1f6-5d5f3c0f2c1e \\",
            "    --order-again --because \"none is there\""
        })
final class Resolve extends CloudCommand {

    @Parameters(paramLabel = "RUN", description = "The run: its id, the beginning of it, or its instance's name.")
    private String run = "";

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** Exactly one of them. */
    static final class What {
        @Option(
                names = "--adopt",
                paramLabel = "NUMBER",
                converter = Values.Filled.class,
                description = "This order, or the order of this instance, is the run's.")
        private Optional<String> adopt = Optional.empty();

        @Option(names = "--order-again", description = "Nothing was ordered: the run may order again.")
        private boolean orderAgain;

        @Option(names = "--give-up", description = "The run is given up.")
        private boolean giveUp;

        private Resolution resolution() {
            if (giveUp) {
                return Resolution.giveUp();
            }
            return orderAgain ? Resolution.orderAgain() : Resolution.adopt(adopt.orElseThrow());
        }
    }

    @Option(
            names = "--because",
            paramLabel = "TEXT",
            required = true,
            converter = Values.Filled.class,
            description = "Why; kept in the journal.")
    private String because = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who decides; kept in the journal. Default: the user's name.")
    private Optional<String> by = Optional.empty();

    Resolve(Shell shell) {
        super(shell);
    }

    @Override
    ExitCode run(Report report) {
        Resolution resolution = what.resolution()
                .because(because)
                .by(by.or(() -> shell.env().apply("USER")).orElse("somebody"));
        try (ProvisioningClient client = cloud.client(shell).build()) {
            RunId id = new RunNames(client, commands()).find(run, RunNames::isOpen);
            report.resolved(client.resolve(id, resolution), commands().resume(id));
            return ExitCode.DONE;
        }
    }
}
