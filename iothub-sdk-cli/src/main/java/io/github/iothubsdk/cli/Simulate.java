package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the simulated cloud. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Iothub.Version.class,
        description = "Runs a simulated JD Cloud on this machine until Ctrl-C; costs nothing.",
        footer = {"", "Example:", "  iothub simulate --port 8080"})
final class Simulate implements Callable<Integer> {

    /** The dialect that needs no word. */
    static final String USUAL = "iotHubInferred";

    private final Shell shell;

    @Option(names = "--port", paramLabel = "N", description = "Of the loopback interface. Default: a free one.")
    private int port;

    @Option(
            names = "--building",
            paramLabel = "DURATION",
            description = "How long an instance takes to be built. Default: 20s.")
    private Duration building = Duration.ofSeconds(20);

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "On which routes and in which words it speaks of instances: iotHubInferred, iotHub2020,"
                    + " iotCore2020 (orders nothing; plant-1 is there) or unknown. Default: iotHubInferred.")
    private String dialect = USUAL;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    Simulate(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Report report = output.report(shell);
                Simulator cloud = start()) {
            Account demo = cloud.demoAccount();
            if (cloud.isReadOnly()) {
                demo.instance("plant-1");
            }
            report.serving(cloud.endpoint(), dialect, cloud.isReadOnly());
            new CountDownLatch(1).await();
            return ExitCode.DONE.number();
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED.number();
        } catch (Refused e) {
            return new Failure(ExitCode.INVALID, String.valueOf(e.getMessage())).tell(output.report(shell));
        }
    }

    private Simulator start() {
        SimulatorBuilder builder = Simulator.builder()
                .preparing(building.dividedBy(5))
                .building(building.multipliedBy(4).dividedBy(5));
        try {
            builder.dialect(dialect);
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
}
