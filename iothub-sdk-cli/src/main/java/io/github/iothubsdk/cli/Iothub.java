package io.github.iothubsdk.cli;

import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.Money;
import java.io.PrintWriter;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The program {@code iothub}. */
@Command(
        name = "iothub",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates JD Cloud IoT Hub instances, and looks after them.",
        footer = {
            "",
            "Secrets: JDCLOUD_ACCESS_KEY, JDCLOUD_SECRET_KEY, JDCLOUD_SESSION_TOKEN, or",
            "  ~/.jdc/config; IOTHUB_DB_PASSWORD. They are never given as options.",
            "Exit codes: 0 done; 1 unexpected, or the service failed: try again later;",
            "  2 something to put right, nothing was ordered; 3 unfinished, resume it;",
            "  4 unknown, money may have moved; 5 broken; 130 interrupted, resume it.",
            "",
            "Try it without the cloud:",
            "  iothub simulate --port 8080"
        })
public final class Iothub {

    private static final Set<String> HELP_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private static final String HELP = "help";

    /** Commands that no setting is for, so that they work whatever is in them. */
    private static final Set<String> APART = Set.of(HELP, "version", "generate-completion");

    private Iothub() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... args) {
        if (ClassArchive.isWanted()) {
            ClassArchive.load();
            System.exit(ExitCode.DONE.number());
        }
        Shell shell = Shell.system();
        shell.interruption().watch(Thread.currentThread());
        int code = run(shell, args);
        shell.interruption().over(code);
        System.exit(code);
    }

    static int run(Shell shell, String... args) {
        boolean tells = args.length > 0 && (APART.contains(args[0]) || helpIsWanted(args));
        int code = ended(shell, args);
        return tells && code == 0 ? shell.told(ExitCode.DONE).number() : code;
    }

    private static boolean helpIsWanted(String... args) {
        return HELP_OPTIONS.stream().anyMatch(List.of(args)::contains);
    }

    private static int ended(Shell shell, String... args) {
        if (args.length == 0) {
            shell.err().print(overview(shell).getUsageMessage());
            return ExitCode.INVALID.number();
        }
        if (helpIsWanted(args) && !SecretArguments.in(args)) {
            OptionalInt helped = help(shell, args);
            if (helped.isPresent()) {
                return helped.getAsInt();
            }
        }
        boolean apart = APART.contains(args[0]);
        Settings settings =
                apart ? Settings.ofVariables(shell, args) : Settings.of(shell, () -> commandLine(shell), args);
        Report report = Report.wantedBy(shell, settings);
        if (SecretArguments.in(args)) {
            return new Failure(ExitCode.INVALID, SecretArguments.REFUSED).tell(report);
        }
        if (Arguments.areUnreadable(args)) {
            return new Failure(ExitCode.INVALID, Arguments.UNREADABLE).tell(report);
        }
        if (apart && Arguments.valueOf("--output", List.of(args)).isPresent()) {
            String only = "iothub " + args[0] + " prints text alone. Leave --output out.";
            return new Failure(ExitCode.INVALID, only).tell(report);
        }
        CommandLine line = alone(HELP, args) ? overview(shell) : commandLine(shell.with(settings.profile()), args);
        if (!apart) {
            line.setDefaultValueProvider(settings);
        }
        if (settings.problem().isPresent()) {
            return new Failure(ExitCode.INVALID, settings.problem().get()).tell(report);
        }
        line.setParameterExceptionHandler((wrong, given) ->
                Failure.of(wrong, settings.placeOf(wrong).orElse("")).tell(report));
        line.setExecutionStrategy(parsed -> {
            Origins.tell(parsed, settings, shell);
            return new CommandLine.RunLast().execute(parsed);
        });
        return line.execute(args);
    }

    /** Help alone, whatever is in variables and files; empty where the parser sees no such wish, or cannot read it. */
    private static OptionalInt help(Shell shell, String... args) {
        try {
            CommandLine line = args.length == 1 ? overview(shell) : commandLine(shell, args);
            if (!args[0].startsWith("-") && !line.getSubcommands().containsKey(args[0])) {
                var unknown = new CommandLine.UnmatchedArgumentException(line, List.of(args[0]));
                Report report = Report.wantedBy(shell, Settings.ofVariables(shell, args));
                return OptionalInt.of(Failure.of(unknown, "").tell(report));
            }
            Integer helped = CommandLine.executeHelpRequest(line.parseArgs(args));
            return helped == null ? OptionalInt.empty() : OptionalInt.of(helped);
        } catch (CommandLine.ParameterException e) {
            return OptionalInt.empty();
        }
    }

    private static boolean alone(String command, String... args) {
        return args.length == 1 && args[0].equals(command);
    }

    /** With the one command that is meant, which is faster; with all of them when it is not clear which. */
    static CommandLine commandLine(Shell shell, String... args) {
        Map<String, Subcommand> commands = commands(shell);
        CommandLine line = new CommandLine(new Iothub());
        Subcommand meant = args.length > 0 && !args[0].equals(HELP) ? commands.get(args[0]) : null;
        if (meant != null) {
            line.addSubcommand(args[0], meant.whole());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.whole()));
        }
        return configured(line, shell);
    }

    /** With what the list of commands shows of each, and no option of theirs: most of the start's time goes into those. */
    static CommandLine overview(Shell shell) {
        CommandLine line = new CommandLine(new Iothub());
        commands(shell)
                .forEach((name, command) ->
                        line.addSubcommand(name, name.equals(HELP) ? command.whole() : command.summary(name)));
        return configured(line, shell);
    }

    private static CommandLine configured(CommandLine line, Shell shell) {
        HelpLayout.arrange(line);
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(URI.class, Values::endpoint);
        line.registerConverter(Money.class, Values::money);
        line.registerConverter(Path.class, Values::path);
        line.registerConverter(CheckId.class, Values::checkId);
        line.registerConverter(int.class, Values::whole);
        line.registerConverter(Long.class, Values::large);
        line.registerConverter(boolean.class, Values::flag);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAllowOptionsAsOptionParameters(false); // or Settings would take for a flag what is a value
        line.setExpandAtFiles(false); // what stands in them, neither ConfigFile nor SecretArguments would see
        line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.screen().colour() ? Ansi.ON : Ansi.OFF));
        return line;
    }

    /** One that can be run, or only told of. */
    private record Subcommand(Class<?> type, Supplier<Object> command) {

        Object whole() {
            return command.get();
        }

        CommandSpec summary(String name) {
            Command said = type.getAnnotation(Command.class);
            CommandSpec summary = CommandSpec.create().name(name);
            summary.usageMessage().header(said.header()).description(said.description());
            return summary;
        }
    }

    private static Map<String, Subcommand> commands(Shell shell) {
        Map<String, Subcommand> commands = new LinkedHashMap<>();
        commands.put("preflight", new Subcommand(PreflightCommand.class, () -> new PreflightCommand(shell)));
        commands.put("create", new Subcommand(Create.class, () -> new Create(shell)));
        commands.put("resume", new Subcommand(Resume.class, () -> new Resume(shell)));
        commands.put("runs", new Subcommand(Runs.class, () -> new Runs(shell)));
        commands.put("explain", new Subcommand(Explain.class, () -> new Explain(shell)));
        commands.put("orphans", new Subcommand(Orphans.class, () -> new Orphans(shell)));
        commands.put("adopt", new Subcommand(Adopt.class, () -> new Adopt(shell)));
        commands.put("resolve", new Subcommand(Resolve.class, () -> new Resolve(shell)));
        commands.put("abandon", new Subcommand(Abandon.class, () -> new Abandon(shell)));
        commands.put("list", new Subcommand(ListInstances.class, () -> new ListInstances(shell)));
        commands.put("show", new Subcommand(Show.class, () -> new Show(shell)));
        commands.put("wait", new Subcommand(Wait.class, () -> new Wait(shell)));
        commands.put("delete", new Subcommand(Delete.class, () -> new Delete(shell)));
        commands.put("doctor", new Subcommand(Doctor.class, () -> new Doctor(shell)));
        commands.put("config", new Subcommand(ConfigCommand.class, () -> new ConfigCommand(shell)));
        commands.put("drift", new Subcommand(DriftCommand.class, () -> new DriftCommand(shell)));
        commands.put("simulate", new Subcommand(Simulate.class, () -> new Simulate(shell)));
        commands.put("generate-completion", new Subcommand(Completion.class, () -> new Completion(shell)));
        commands.put(HELP, new Subcommand(HelpOfCommand.class, () -> new HelpOfCommand(shell)));
        commands.put("version", new Subcommand(VersionCommand.class, () -> new VersionCommand(shell)));
        return commands;
    }

    /** The same as {@code --version}. */
    @Command(name = "version", description = "Tells the version.", mixinStandardHelpOptions = true)
    private record VersionCommand(Shell shell) implements Runnable {
        @Override
        public void run() {
            List.of(new Version().getVersion()).forEach(shell.results()::println);
        }
    }

    /** The version in the jar's manifest; with a runtime of its own the program is a module, whose version it is. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Iothub.class.getPackage().getImplementationVersion())
                    .or(() -> Optional.ofNullable(Iothub.class.getModule().getDescriptor())
                            .flatMap(ModuleDescriptor::rawVersion))
                    .orElse("(not from its jar)");
            return new String[] {"iothub " + version};
        }
    }
}
