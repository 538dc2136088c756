package io.github.iothubsdk.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual pages, of section 1, made of the same words as the help. */
final class ManPages {

    private ManPages() {}

    /** Writes them into this directory: one of the program, one of each command. */
    public static void main(String... args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> page :
                all(Iothub.commandLine(Shell.system())).entrySet()) {
            Files.writeString(directory.resolve(page.getKey()), page.getValue());
        }
    }

    /** By the names of their files. */
    static Map<String, String> all(CommandLine root) {
        Map<String, String> pages = new LinkedHashMap<>();
        CommandSpec program = root.getCommandSpec();
        pages.put(program.name() + ".1", page(program, program.name()));
        program.subcommands()
                .forEach((name, command) -> pages.put(
                        program.name() + "-" + name + ".1",
                        page(command.getCommandSpec(), program.name() + "-" + name)));
        return pages;
    }

    private static String page(CommandSpec command, String title) {
        var page = new Roff(title);
        String[] description = command.usageMessage().description();
        page.section("NAME").text(title + " - " + HelpLayout.about(command));
        page.section("SYNOPSIS").text(command.qualifiedName() + synopsis(command));
        page.section("DESCRIPTION");
        Arrays.stream(description).forEach(page::text);
        if (!command.positionalParameters().isEmpty()) {
            page.section("ARGUMENTS");
            command.positionalParameters().forEach(place -> page.item(place.paramLabel(), words(place)));
        }
        HelpLayout.byTopic(command).forEach((topic, options) -> {
            page.section(topic.toUpperCase(Locale.ROOT));
            options.forEach(option -> page.item(names(option), words(option)));
        });
        commands(command, page);
        if (command.usageMessage().footer().length > 0) {
            page.section("NOTES").lines(List.of(command.usageMessage().footer()));
        }
        return page.toString();
    }

    private static String synopsis(CommandSpec command) {
        String places = command.positionalParameters().stream()
                .map(place -> place.arity().min() == 0 ? " [" + place.paramLabel() + "]" : " " + place.paramLabel())
                .collect(Collectors.joining());
        return (command.subcommands().isEmpty() ? " [OPTIONS]" + places : " COMMAND");
    }

    private static void commands(CommandSpec command, Roff page) {
        Map<String, CommandLine> all = command.subcommands();
        HelpLayout.byTask(all.keySet()).forEach((task, names) -> {
            page.section("COMMANDS: " + task.toUpperCase(Locale.ROOT));
            names.forEach(name -> page.item(
                    command.name() + "-" + name + "(1)",
                    List.of(HelpLayout.about(requireNonNull(all.get(name)).getCommandSpec()))));
        });
    }

    private static String names(OptionSpec option) {
        String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        return String.join(", ", option.names()) + label;
    }

    private static List<String> words(ArgSpec argument) {
        List<String> candidates = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(candidates::add);
        }
        return Arrays.stream(argument.description())
                .map(line -> line.replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates)))
                .toList();
    }
}
