package io.github.iothubsdk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for fish, which reads no other shell's. */
final class FishCompletion {

    private final CommandSpec root;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(CommandSpec root) {
        this.root = root;
    }

    /** The script for this program and its commands. */
    static String of(CommandSpec root) {
        return new FishCompletion(root).script();
    }

    private String script() {
        Map<String, CommandLine> commands = new TreeMap<>(root.subcommands());
        lines.add("# Completion of " + root.name() + " for fish; written by " + root.name()
                + " generate-completion fish.");
        complete("-f");
        String none = "-n __fish_use_subcommand";
        commands.forEach((name, command) ->
                complete(none + " -a " + name + " -d " + described(HelpLayout.about(command.getCommandSpec()))));
        root.options().forEach(option -> option(none, option));
        commands.forEach((name, command) -> {
            String behind = "-n '__fish_seen_subcommand_from " + name + "'";
            command.getCommandSpec().options().forEach(option -> option(behind, option));
            command.getCommandSpec().positionalParameters().forEach(place -> positional(behind, place));
        });
        complete("-n '__fish_seen_subcommand_from help' -a " + quoted(String.join(" ", commands.keySet())));
        return String.join("\n", lines) + "\n";
    }

    private void option(String when, OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        var words = new StringBuilder(when);
        for (String name : option.names()) {
            words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            words.append(takesFile(option) ? " -r -F" : " -x");
            words.append(candidates(option));
        }
        complete(words + " -d " + described(option.description()));
    }

    private void positional(String when, PositionalParamSpec place) {
        String candidates = candidates(place);
        if (takesFile(place)) {
            complete(when + " -F");
        } else if (!candidates.isEmpty()) {
            complete(when + candidates);
        }
    }

    /** Whether it is the name of a file or a directory, perhaps beside other things. */
    static boolean takesFile(ArgSpec argument) {
        return argument.paramLabel().matches("(.*\\|)?(FILE|DIR)");
    }

    /** The words that it may be. */
    private static String candidates(ArgSpec argument) {
        List<String> words = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(words::add);
        }
        return words.isEmpty() ? "" : " -a " + quoted(String.join(" ", words));
    }

    private void complete(String what) {
        lines.add("complete -c " + root.name() + " " + what);
    }

    /** The first sentence, without what picocli would put in. */
    private static String described(String... description) {
        String first = description.length == 0 ? "" : description[0];
        return quoted(first.replace("%n", " ")
                .replaceAll("\\$\\{[^}]*}", "...")
                .replaceAll("([;.]) .*", "$1")
                .replaceAll(";$", ""));
    }

    /** In single quotes, where fish knows two signs only. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
