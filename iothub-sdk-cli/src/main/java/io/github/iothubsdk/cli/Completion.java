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

    /** What picocli registers for bash, and for zsh, which reads the same script. */
    private static final String REGISTERED = "complete -F _complete_iothub ";

    /**
     * Makes two words of an option and its value that are entered as one. Bash has broken them at the sign of equality itself,
     * where that is one of its COMP_WORDBREAKS, and takes the value alone for an answer; zsh wants the whole word back.
     */
    private static final String OPTION_AND_VALUE = """
            # Completes --option=value as --option value.
            function _complete_iothub_words() {
              local -a words replies
              local word last="" cword=$COMP_CWORD i=0 before=""
              words=()
              for word in "${COMP_WORDS[@]}"; do
                if [[ "$word" == "=" && "$last" == -* ]]; then
                  if (( i == COMP_CWORD )); then words+=(""); else cword=$((cword - 1)); fi
                elif [[ "$word" == -*=* ]]; then
                  words+=("${word%%=*}" "${word#*=}")
                  if (( i <= COMP_CWORD )); then cword=$((cword + 1)); fi
                  if (( i == COMP_CWORD )); then before="${word%%=*}="; fi
                else
                  words+=("$word")
                fi
                last="$word"
                i=$((i + 1))
              done
              if [[ -n "$ZSH_VERSION" && -n "$before" ]]; then
                local PREFIX="${words[cword]}" # from which compgen takes the names of files there
              fi
              local -a COMP_WORDS
              COMP_WORDS=("${words[@]}")
              local COMP_CWORD=$cword
              _complete_iothub "$@"
              replies=()
              for word in "${COMPREPLY[@]}"; do replies+=("$before$word"); done
              COMPREPLY=("${replies[@]}")
            }

            complete -F _complete_iothub_words\s""";

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
        return script.replace(words, words + " $( compgen -f -- \"${curr_word}\" )")
                .replace(REGISTERED, OPTION_AND_VALUE);
    }
}
