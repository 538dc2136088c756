package io.github.iothubsdk.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same as {@code --help}, of the program or of a command. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Displays the help of a command, or the list of all.",
        footer = {"", "Example:", "  iothub help create"})
final class HelpOfCommand implements Runnable {

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Default: the program itself.")
    private Optional<String> command = Optional.empty();

    HelpOfCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        CommandLine all = spec.parent().commandLine();
        CommandLine meant = command.map(name -> all.getSubcommands().get(name)).orElse(all);
        if (command.isPresent() && meant == all) {
            throw new ParameterException(all, Failure.unknownCommand(all, command.get()));
        }
        shell.out().print(meant.getUsageMessage(meant.getColorScheme()));
    }
}
