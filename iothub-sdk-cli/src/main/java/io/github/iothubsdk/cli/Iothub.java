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
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

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

    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    /** Commands that no setting is for, so that they work whatever is in them. */
    private static final Set<String> APART = Set.of("help", "version", "generate-completion");

    private Iothub() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String... args) {
        Shell shell = Shell.system();
        shell.interruption().watch(Thread.currentThread());
        int code = run(shell, args);
        shell.interruption().over(code);
        System.exit(code);
    }

    static int run(Shell shell, String... args) {
        if (args.length == 0) {
            shell.err().print(commandLine(shell).getUsageMessage());
            return ExitCode.INVALID.number();
        }
        if (HELP.stream().anyMatch(List.of(args)::contains) && !SecretArguments.in(args)) {
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
        CommandLine line = commandLine(shell.with(settings.profile()), args);
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
            Integer helped =
                    CommandLine.executeHelpRequest(commandLine(shell, args).parseArgs(args));
            return helped == null ? OptionalInt.empty() : OptionalInt.of(helped);
        } catch (CommandLine.ParameterException e) {
            return OptionalInt.empty();
        }
    }

    /** With the one command that is meant, which is faster; with all of them when it is not clear which. */
    static CommandLine commandLine(Shell shell, String... args) {
        Map<String, Supplier<Object>> commands = commands(shell);
        CommandLine line = new CommandLine(new Iothub());
        if (args.length > 0 && commands.containsKey(args[0])) {
            line.addSubcommand(args[0], commands.get(args[0]).get());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
            line.addSubcommand("generate-completion", new Completion(shell));
            line.addSubcommand("help", new HelpCommand());
            line.addSubcommand("version", new VersionCommand(shell));
        }
        HelpLayout.arrange(line);
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(URI.class, Values::endpoint);
        line.registerConverter(Money.class, Values::money);
        line.registerConverter(Path.class, Values::path);
        line.registerConverter(CheckId.class, Values::checkId);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAllowOptionsAsOptionParameters(false); // or Settings would take for a flag what is a value
        line.setExpandAtFiles(false); // what stands in them, neither ConfigFile nor SecretArguments would see
        line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(shell.screen().colour() ? Ansi.ON : Ansi.OFF));
        return line;
    }

    private static Map<String, Supplier<Object>> commands(Shell shell) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("preflight", () -> new PreflightCommand(shell));
        commands.put("create", () -> new Create(shell));
        commands.put("resume", () -> new Resume(shell));
        commands.put("runs", () -> new Runs(shell));
        commands.put("explain", () -> new Explain(shell));
        commands.put("orphans", () -> new Orphans(shell));
        commands.put("adopt", () -> new Adopt(shell));
        commands.put("resolve", () -> new Resolve(shell));
        commands.put("abandon", () -> new Abandon(shell));
        commands.put("list", () -> new ListInstances(shell));
        commands.put("show", () -> new Show(shell));
        commands.put("wait", () -> new Wait(shell));
        commands.put("delete", () -> new Delete(shell));
        commands.put("doctor", () -> new Doctor(shell));
        commands.put("config", () -> new ConfigCommand(shell));
        commands.put("drift", () -> new DriftCommand(shell));
        commands.put("simulate", () -> new Simulate(shell));
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
