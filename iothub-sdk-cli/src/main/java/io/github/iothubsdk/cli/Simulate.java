package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Replay;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the simulated cloud, or a recording in its place. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = {
            "Runs a simulated JD Cloud on this machine until Ctrl-C; costs nothing.",
            "It tells each call on one line, and GET /_sim on its port what can be looked at and changed meanwhile."
        },
        footer = {
            "",
            "Example:",
            "  iothub simulate --port 8080",
            "  iothub simulate --fast --balance 20.00 --verified no",
            "  iothub simulate --fault pay:after:drop --fault list:nth=2:rowsGone",
            "  iothub simulate --state cloud.state --seed 7",
            "  iothub simulate --replay run.jsonl"
        })
final class Simulate implements Callable<Integer> {

    /** The dialect that needs no word. */
    static final String USUAL = "iotHubInferred";

    /** What holds for a recording, too. */
    private static final Set<String> OF_ANY =
            Set.of("--replay", "--port", "--host", "--listen-on-all-interfaces", "--quiet", "--output", "--verbose");

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false)
    private ListeningOptions listening = new ListeningOptions();

    @ArgGroup(validate = false)
    private SimulatedCloud character = new SimulatedCloud();

    @ArgGroup(validate = false)
    private SimulatedAccount account = new SimulatedAccount();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Answers what this recording holds, each answer once, and nothing else, in place of the"
                    + " simulated cloud. Ids are those of the file; any key does.")
    private Optional<Path> replay = Optional.empty();

    @Option(names = "--quiet", description = "Tells no calls.")
    private boolean quiet;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    Simulate(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Report report = output.report(shell, Commands.BARE)) {
            if (replay.isPresent()) {
                replay(replay.get(), report);
            } else {
                simulate(report);
            }
            return ExitCode.DONE.number();
        } catch (InterruptedException e) {
            return shell.interrupted().number();
        } catch (Refused e) {
            return new Failure(ExitCode.INVALID, String.valueOf(e.getMessage()))
                    .tell(output.report(shell, Commands.BARE));
        }
    }

    private static void untilTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void simulate(Report report) throws InterruptedException {
        SimulatorBuilder builder = Simulator.builder();
        listening.configure(builder);
        character.configure(builder);
        rehearse();
        try (RequestLines lines = new RequestLines(report)) {
            if (!quiet) {
                builder.onCall(lines);
            }
            builder.furnish(this::furnish);
            try (Simulator cloud = start(builder)) {
                if (cloud.isResumed()) {
                    report.resumed(
                            character.state.map(Path::toString).orElse(""),
                            cloud.ledger().orders().size());
                }
                report.serving(cloud.endpoint(), character.spoken(), cloud.isReadOnly());
                untilTheEnd();
            }
        }
    }

    /** So that nothing is begun, or kept, with half of what was asked for. */
    private void rehearse() {
        try (Simulator nowhere = Simulator.builder().dialect(character.spoken()).inProcess()) {
            account.furnish(nowhere.demoAccount());
            character.arm(nowhere);
        }
    }

    /** What an option says of a new cloud is not said again of one that goes on. */
    private void furnish(Simulator cloud) {
        Account demo = cloud.demoAccount();
        if (cloud.isReadOnly()) {
            demo.instance("plant-1");
        }
        account.furnish(demo);
        character.arm(cloud);
    }

    private Simulator start(SimulatorBuilder builder) {
        try {
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new Refused("--state cannot be used: " + e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            String why = String.valueOf(e.getMessage());
            throw why.startsWith("cannot listen")
                    ? listening.taken()
                    : new Refused("--state cannot be used: " + why + ".");
        }
    }

    private void replay(Path file, Report report) throws InterruptedException {
        List<String> others = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .distinct()
                .filter(name -> !OF_ANY.contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw new Refused("--replay answers from its file alone. Leave " + String.join(" and ", others) + " out.");
        }
        try (Replay recorded = open(file, report)) {
            report.replaying(
                    recorded.endpoint(),
                    recorded.dialect(),
                    recorded.remaining().size(),
                    recorded.warnings());
            untilTheEnd();
        }
    }

    private Replay open(Path file, Report report) {
        SimulatorBuilder builder = Simulator.builder();
        listening.configure(builder);
        try {
            return builder.replaying(file, report::missed);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Refused("Nothing is replayed: " + e.getMessage() + ".");
        }
    }
}
