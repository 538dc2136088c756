package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.Simulator;
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

    private final Shell shell;

    @Option(names = "--port", paramLabel = "N", description = "Of the loopback interface. Default: a free one.")
    private int port;

    @Option(
            names = "--building",
            paramLabel = "DURATION",
            description = "How long an instance takes to be built. Default: 20s.")
    private Duration building = Duration.ofSeconds(20);

    @Mixin
    private final OutputOptions output = new OutputOptions();

    Simulate(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Report report = output.report(shell);
                Simulator cloud = start()) {
            cloud.demoAccount();
            report.serving(cloud.endpoint());
            new CountDownLatch(1).await();
            return ExitCode.DONE.number();
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED.number();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return new Failure(
                            ExitCode.INVALID,
                            "Port " + port + " cannot be used: it is taken, or not a port. "
                                    + "Choose another one, or leave --port out.")
                    .tell(output.report(shell));
        }
    }

    private Simulator start() {
        return Simulator.builder()
                .port(port)
                .preparing(building.dividedBy(5))
                .building(building.multipliedBy(4).dividedBy(5))
                .start();
    }
}
