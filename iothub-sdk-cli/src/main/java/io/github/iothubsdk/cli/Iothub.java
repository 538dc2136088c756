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
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
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
        CommandLine line = commandLine(shell, args);
        if (args.length == 0) {
            shell.err().print(line.getUsageMessage());
            return ExitCode.INVALID.number();
        }
        if (SecretArguments.in(args)) {
            Report report = Report.wantedBy(shell, readable(shell, args), args);
            return new Failure(ExitCode.INVALID, SecretArguments.REFUSED).tell(report);
        }
        Optional<ConfigFile> file;
        try {
            file = ConfigFile.namedIn(args, () -> commandLine(shell));
        } catch (ConfigText.Unusable e) {
            return new Failure(ExitCode.INVALID, e.getMessage()).tell(Report.wantedBy(shell, Optional.empty(), args));
        }
        line.setDefaultValueProvider(new Defaults(shell.env(), file));
        line.setParameterExceptionHandler((wrong, given) -> {
            Optional<String> place = file.flatMap(defaults -> defaults.placeOf(wrong));
            return Failure.of(wrong, place.orElse("")).tell(Report.wantedBy(shell, file, given));
        });
        return line.execute(args);
    }

    /** The file, where it matters only for the form of what is told. */
    private static Optional<ConfigFile> readable(Shell shell, String... args) {
        try {
            return ConfigFile.namedIn(args, () -> commandLine(shell));
        } catch (ConfigText.Unusable e) {
            return Optional.empty();
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
            line.addSubcommand("generate-completion", new GenerateCompletion());
            line.addSubcommand("help", new HelpCommand());
            line.addSubcommand("version", new VersionCommand(shell));
        }
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(URI.class, Values::endpoint);
        line.registerConverter(Money.class, Values::money);
        line.registerConverter(Path.class, Values::path);
        line.registerConverter(CheckId.class, Values::checkId);
        line.setCaseInsensitiveEnumValuesAllowed(true);
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
