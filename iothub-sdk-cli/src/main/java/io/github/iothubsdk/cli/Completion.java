package io.github.iothubsdk.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes what lets a shell complete commands and options. */
@Command(
        name = "generate-completion",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Writes the script that lets a shell complete commands, options and file names.",
        footer = {
            "",
            "bash, for this shell, or in ~/.bashrc:",
            "  source <(iothub generate-completion bash)",
            "zsh, in ~/.zshrc:",
            "  autoload -U +X compinit && compinit",
            "  autoload -U +X bashcompinit && bashcompinit",
            "  source <(iothub generate-completion zsh)",
            "fish:",
            "  iothub generate-completion fish > ~/.config/fish/completions/iothub.fish"
        })
final class Completion implements Runnable {

    /** Those it writes for; zsh reads bash's. */
    enum For {
        bash,
        zsh,
        fish
    }

    /** As picocli writes it where it sees one. */
    private static final String FILES = """
                  local IFS=$'\\n'
                  type compopt &>/dev/null && compopt -o filenames
                  COMPREPLY=( $( compgen -f -- "${curr_word}" ) ) # files
                  return $?
            """;

    private final Shell shell;

    @Parameters(arity = "0..1", paramLabel = "bash|zsh|fish", description = "Default: bash.")
    private For wanted = For.bash;

    Completion(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        CommandLine all = Iothub.commandLine(shell);
        shell.results().raw(wanted == For.fish ? FishCompletion.of(all.getCommandSpec()) : bash(all));
    }

    /** With file names where picocli sees none: behind the options whose file is optional, or one of several things. */
    private static String bash(CommandLine all) {
        String script = AutoComplete.bash("iothub", all);
        List<String> files = all.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .filter(FishCompletion::takesFile)
                .map(option -> "'" + String.join("'|'", option.names()) + "')\n")
                .distinct()
                .toList();
        for (String names : files) {
            script = script.replace(names + "      return\n", names + FILES);
        }
        String words = "compReplyArray \"${NAMEFILE_option_args[@]}\" )";
        return script.replace(words, words + " $( compgen -f -- \"${curr_word}\" )");
    }
}
