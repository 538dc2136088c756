package io.github.iothubsdk.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what holds here. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Shows what the options that all commands share are here, and where each is taken from.",
        footer = {"", "Example:", "  iothub config", "  iothub config --profile work --output json"})
final class ConfigCommand extends CloudCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigCommand(Shell shell) {
        super(shell);
    }

    @Override
    boolean onlyTells() {
        return true;
    }

    @Override
    ExitCode run(Report report) {
        report.config(ConfigView.of(spec, cloud, shell));
        return ExitCode.DONE;
    }
}
