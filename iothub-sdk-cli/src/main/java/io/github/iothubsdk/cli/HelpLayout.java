package io.github.iothubsdk.cli;

import static java.util.Objects.requireNonNull;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How commands and options are put together in help and manual pages; the parser knows nothing of it. */
final class HelpLayout {

    private static final String OTHER = "Other";

    private static final String OWN = "Options";

    /** What the options of a class are about, in the order in which they are shown. */
    private static final Map<Class<?>, String> TOPICS = new LinkedHashMap<>();

    private static final List<String> HEADINGS = new ArrayList<>();

    static {
        TOPICS.put(InstanceOptions.class, "The instance");
        TOPICS.put(SchemaOptions.class, "The schema of its database");
        TOPICS.put(CloudOptions.class, "Cloud and journal");
        TOPICS.put(ListeningOptions.class, "Where it listens");
        TOPICS.put(SimulatedCloud.class, "The cloud");
        TOPICS.put(SimulatedAccount.class, "The demo account, of a new cloud");
        HEADINGS.add(OWN);
        HEADINGS.addAll(TOPICS.values());
        HEADINGS.add(OTHER);
    }

    private static final Map<String, List<String>> TASKS = new LinkedHashMap<>();

    static {
        TASKS.put("Look", List.of("list", "show", "wait", "runs", "explain", "orphans", "doctor"));
        TASKS.put("Buy", List.of("preflight", "create", "resume"));
        TASKS.put("Mend", List.of("resolve", "adopt", "abandon", "delete"));
        TASKS.put("Try", List.of("simulate", "drift"));
    }

    /** Of common options where they do nothing; there they are accepted, since files and scripts may say them for all. */
    private static final Map<String, List<String>> IDLE = new HashMap<>();

    static {
        List<String> patience = List.of("--poll-interval", "--quiet-period");
        List.of("preflight", "doctor", "orphans").forEach(command -> IDLE.put(command, patience));
        List<String> neither = List.of("--poll-interval", "--quiet-period", "--journal"); // nor is a run looked at
        List.of("show", "delete").forEach(command -> IDLE.put(command, neither));
        List<String> cloud =
                List.of("--poll-interval", "--quiet-period", "--region", "--record"); // of those that send nothing
        List.of("runs", "explain", "resolve", "abandon").forEach(command -> IDLE.put(command, cloud));
        List.of("list", "wait").forEach(command -> IDLE.put(command, List.of("--quiet-period", "--journal")));
        IDLE.put("resume", List.of("--region", "--schema-tables", "--schema-filled"));
    }

    private HelpLayout() {}

    /** Arranges the help of these commands. */
    static void arrange(CommandLine line) {
        line.getHelpSectionMap().remove(SECTION_KEY_COMMAND_LIST_HEADING);
        line.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, HelpLayout::commands);
        line.getSubcommands().forEach((name, command) -> {
            hideIdle(command.getCommandSpec());
            command.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, HelpLayout::options);
        });
    }

    private static void hideIdle(CommandSpec command) {
        for (String name : IDLE.getOrDefault(command.name(), List.of())) {
            OptionSpec option = command.findOption(name);
            if (option != null) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option).hidden(true).build());
            }
        }
    }

    /** Commands by what they are for, those that nobody has put anywhere at the end. */
    static Map<String, List<String>> byTask(Collection<String> commands) {
        Map<String, List<String>> byTask = new LinkedHashMap<>();
        List<String> left = new ArrayList<>(commands);
        TASKS.forEach((task, names) -> {
            List<String> there = names.stream().filter(commands::contains).toList();
            left.removeAll(there);
            if (!there.isEmpty()) {
                byTask.put(task, there);
            }
        });
        if (!left.isEmpty()) {
            byTask.put(OTHER, left);
        }
        return byTask;
    }

    /** What a command is for, in a line. */
    static String about(CommandSpec command) {
        String[] header = command.usageMessage().header();
        String[] words = header.length > 0 ? header : command.usageMessage().description();
        return words.length == 0 ? "" : words[0];
    }

    private static String commands(Help help) {
        Map<String, Help> all = help.subcommands();
        if (all.isEmpty()) {
            return "";
        }
        int longest = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = help.commandSpec().usageMessage().width();
        var told = new StringBuilder();
        byTask(all.keySet()).forEach((task, names) -> {
            var table = TextTable.forColumns(
                    help.colorScheme(),
                    new Column(longest + 3, 2, Column.Overflow.SPAN),
                    new Column(width - longest - 3, 2, Column.Overflow.WRAP));
            for (String name : names) {
                table.addRowValues(
                        help.colorScheme().commandText(name),
                        help.colorScheme()
                                .text(about(requireNonNull(all.get(name)).commandSpec())));
            }
            told.append(System.lineSeparator()).append(task).append(':').append(System.lineSeparator());
            told.append(table);
        });
        return told.toString();
    }

    /** The options that are shown, under what they are about; each heading has one at least. */
    static Map<String, List<OptionSpec>> byTopic(CommandSpec command) {
        Map<String, List<OptionSpec>> byTopic = new LinkedHashMap<>();
        HEADINGS.forEach(heading -> byTopic.put(heading, new ArrayList<>()));
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                byTopic.getOrDefault(topic(option), new ArrayList<>()).add(option);
            }
        }
        byTopic.values().removeIf(List::isEmpty);
        return byTopic;
    }

    private static String topic(OptionSpec option) {
        Class<?> declaring = option.userObject() instanceof Field field ? field.getDeclaringClass() : Object.class;
        String topic = TOPICS.get(declaring);
        if (topic != null) {
            return topic;
        }
        return declaring == OutputOptions.class || option.usageHelp() || option.versionHelp() ? OTHER : OWN;
    }

    private static String options(Help help) {
        var told = new StringBuilder();
        byTopic(help.commandSpec()).forEach((topic, options) -> {
            var layout = help.createDefaultLayout(
                    help.commandSpec().options(), help.commandSpec().positionalParameters(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            told.append(System.lineSeparator()).append(topic).append(':').append(System.lineSeparator());
            told.append(layout);
        });
        return told.toString();
    }
}
