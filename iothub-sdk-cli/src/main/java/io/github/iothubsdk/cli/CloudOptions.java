package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.wire.InvalidDialectException;
import io.github.iothubsdk.provisioning.wire.WireDialect;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which cloud, which journal, how patiently. */
final class CloudOptions {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "Options from a .yaml or .json file, or from standard input (-), by their long names, each once; flags"
                            + " go before it.")
    Optional<Path> file = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The section of ~/.jdc/config with the keys, and the file ~/.config/iothub/NAME.yaml.")
    Optional<String> profile = Optional.empty();

    @Option(names = "--endpoint", paramLabel = "URL", description = "One address for all services, as a simulator's.")
    Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--allow-plain-http",
            description = "Lets the endpoint be http:// on another machine; all can be read on the way.")
    boolean allowPlainHttp;

    @Option(
            names = "--region",
            paramLabel = "ID",
            converter = Values.Region.class,
            description = "Default: region_id of ~/.jdc/config, else cn-north-1.")
    Optional<String> region = Optional.empty();

    @Option(names = "--journal", paramLabel = "DIR", description = "Where runs are kept. Default: ~/.iothub/journal.")
    Optional<Path> journal = Optional.empty();

    @Option(
            names = "--dialect",
            paramLabel = "NAME|FILE",
            completionCandidates = Words.Dialects.class,
            description = "The wire dialect: iotHubInferred (default), iotHub2020, iotCore2020, or a .json file.")
    Optional<String> dialect = Optional.empty();

    @Option(
            names = "--poll-interval",
            paramLabel = "DURATION",
            description = "How often to look at the instance list. Default: 10s.")
    Duration pollInterval = Duration.ofSeconds(10);

    @Option(
            names = "--quiet-period",
            paramLabel = "DURATION",
            description = "How long a lost order must leave no trace before it is sent again. Default: 5m.")
    Duration quietPeriod = Duration.ofMinutes(5);

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Appends what is said to the cloud and back to this file, without secrets, and with other names,"
                            + " ids and amounts (docs/recording.md). Default: IOTHUB_RECORD.")
    Optional<Path> record = Optional.empty();

    String region(Shell shell) {
        return region.or(() -> shell.profile().region(shell.home())).orElse("cn-north-1");
    }

    /** The one at home is there from the first use on; another that is not there may be mistyped. */
    Path journal(Shell shell) {
        return journal.orElseGet(() -> {
            Path atHome = usualJournal(shell);
            try {
                return Files.createDirectories(atHome);
            } catch (IOException e) {
                return atHome; // whoever uses it says why
            }
        });
    }

    static Path usualJournal(Shell shell) {
        return shell.home().resolve(".iothub").resolve("journal");
    }

    ProvisioningClientBuilder client(Shell shell) {
        requireProfile(shell);
        requireSafe();
        ProvisioningClientBuilder builder = ProvisioningClient.builder(shell.credentials())
                .journal(Journals.inDirectory(journal(shell)))
                .pollInterval(pollInterval)
                .quietPeriod(quietPeriod)
                .secrets(database -> password(shell));
        shell.password(); // echoed or not, it is shown nowhere
        endpoint.ifPresent(builder::endpoint);
        dialect.map(CloudOptions::dialect).ifPresent(builder::dialect);
        record.ifPresent(file -> builder.recording(besideTheJournal("--record", file, shell)));
        return allowPlainHttp ? builder.allowPlainHttp() : builder;
    }

    /** It was looked for before the arguments were parsed; should the parser see another one, nothing is sent. */
    private void requireProfile(Shell shell) {
        if (!profile.equals(shell.profile().name())) {
            throw new Refused("--profile: give it once, as --profile NAME, with nothing of it elsewhere.");
        }
    }

    /** Whether its options come from standard input, so that nobody can answer there. */
    boolean readsStandardInput() {
        return file.filter(name -> name.toString().equals(ConfigFile.STANDARD_INPUT))
                .isPresent();
    }

    /** In options what the library would say in its own words. */
    private void requireSafe() {
        endpoint.filter(address -> !allowPlainHttp && !Commands.isSafe(address)).ifPresent(address -> {
            throw new Refused(
                    address + " is plain HTTP to another machine: signature, session token and database password"
                            + " would travel in the clear. Give an https:// endpoint, or add --allow-plain-http.");
        });
    }

    /** Every file of a journal's directory is taken for a run. */
    Path besideTheJournal(String option, Path file, Shell shell) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (journal(shell).toAbsolutePath().normalize().equals(directory)) {
            throw new Refused(
                    option + ": " + file + " lies in the journal's directory, where every file is taken for a run."
                            + " Name one elsewhere. Nothing was sent.");
        }
        return file;
    }

    /** A built-in name, or a file: its name holds a slash or ends in .json. */
    static WireDialect dialect(String nameOrFile) {
        try {
            return nameOrFile.contains("/") || nameOrFile.endsWith(".json")
                    ? WireDialects.fromFile(Path.of(nameOrFile))
                    : WireDialects.named(nameOrFile).orElseThrow(() -> unknown(nameOrFile));
        } catch (UncheckedIOException e) {
            String why = e.getCause() == null ? "" : ": " + ConfigText.why(e.getCause());
            throw new Refused("--dialect: the file " + nameOrFile + " cannot be read" + why + ".");
        } catch (InvalidDialectException | InvalidPathException e) {
            throw new Refused("--dialect: " + e.getMessage());
        }
    }

    private static Refused unknown(String name) {
        return new Refused("--dialect: there is no dialect " + name + ". Known are "
                + WireDialects.builtIn().stream().map(WireDialect::name).collect(Collectors.joining(", "))
                + "; a file's name ends in .json.");
    }

    static Optional<Secret> password(Shell shell) {
        return shell.password();
    }

    /** Commands to be pasted that see what this one sees; variables and the usual files they see for themselves. */
    Commands commands() {
        boolean entered = profile.isPresent() && isEntered("--" + CommonOptions.PROFILE);
        return new Commands(journal, endpoint, region, dialect, entered ? profile : Optional.empty(), false, false);
    }

    /** Whether it stands in the arguments, not in a file or a variable. */
    boolean isEntered(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
