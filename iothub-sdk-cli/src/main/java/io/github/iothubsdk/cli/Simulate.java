package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Replay;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the simulated cloud, or a recording in its place. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Runs a simulated JD Cloud on this machine until Ctrl-C; costs nothing.",
        footer = {"", "Examples:", "  iothub simulate --port 8080", "  iothub simulate --replay run.jsonl"})
final class Simulate implements Callable<Integer> {

    /** The dialect that needs no word. */
    static final String USUAL = "iotHubInferred";

    private static final Duration USUALLY_BUILDING = Duration.ofSeconds(20);

    private final Shell shell;

    @Option(names = "--port", paramLabel = "N", description = "Of the loopback interface. Default: a free one.")
    private int port;

    @Option(
            names = "--building",
            paramLabel = "DURATION",
            description = "How long an instance takes to be built. Default: 20s.")
    private Optional<Duration> building = Optional.empty();

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "On which routes and in which words it speaks of instances: iotHubInferred, iotHub2020,"
                    + " iotCore2020 (orders nothing; plant-1 is there) or unknown. Default: iotHubInferred.")
    private Optional<String> dialect = Optional.empty();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Answers what this recording holds, each answer once, and nothing else, in place of the"
                    + " simulated cloud. Ids are those of the file; any key does.")
    private Optional<Path> replay = Optional.empty();

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
            return ExitCode.INTERRUPTED.number();
        } catch (Refused e) {
            return new Failure(ExitCode.INVALID, String.valueOf(e.getMessage()))
                    .tell(output.report(shell, Commands.BARE));
        }
    }

    private static void untilTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void simulate(Report report) throws InterruptedException {
        String spoken = dialect.orElse(USUAL);
        try (Simulator cloud = start(spoken, building.orElse(USUALLY_BUILDING))) {
            Account demo = cloud.demoAccount();
            if (cloud.isReadOnly()) {
                demo.instance("plant-1");
            }
            report.serving(cloud.endpoint(), spoken, cloud.isReadOnly());
            untilTheEnd();
        }
    }

    private Simulator start(String spoken, Duration whole) {
        SimulatorBuilder builder = Simulator.builder()
                .preparing(whole.dividedBy(5))
                .building(whole.multipliedBy(4).dividedBy(5));
        try {
            builder.dialect(spoken);
        } catch (IllegalArgumentException e) {
            throw new Refused("--dialect cannot be that: " + e.getMessage() + ".");
        }
        try {
            return builder.port(port).start();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Refused("Port " + port + " cannot be used: it is taken, or not a port. "
                    + "Choose another one, or leave --port out.");
        }
    }

    private void replay(Path file, Report report) throws InterruptedException {
        if (dialect.isPresent() || building.isPresent()) {
            throw new Refused("--replay answers from its file alone. Leave --dialect and --building out.");
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
        try {
            return Simulator.builder().port(port).replaying(file, report::missed);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Refused("Nothing is replayed: " + e.getMessage() + ".");
        }
    }
}
