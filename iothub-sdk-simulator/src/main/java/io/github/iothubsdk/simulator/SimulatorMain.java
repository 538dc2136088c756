package io.github.iothubsdk.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a simulator with the demo account until it is killed. */
public final class SimulatorMain {
    private static final String USAGE =
            "usage: SimulatorMain [--port N] [--dialect NAME] [--fast] [--seed N] [--state FILE]";

    private SimulatorMain() {}

    /**
     * Starts, prints the endpoint and the environment to set, and waits.
     *
     * <p>{@code --port N} (default: a free one), {@code --dialect NAME} (default: iotHubInferred), {@code --fast} (an
     * instance runs after 8 seconds), {@code --seed N}, {@code --state FILE} (kept there). {@code iothub simulate} has more. Exit code 2 for arguments it does not know and for a port in use.
     */
    public static void main(String... args) throws InterruptedException {
        Simulator simulator = start(List.of(args), System.out, System.err);
        if (simulator == null) {
            System.exit(2);
        }
        Thread.currentThread().join();
    }

    static @Nullable Simulator start(List<String> args, PrintStream out, PrintStream err) {
        SimulatorBuilder builder = Simulator.builder();
        try {
            read(args, builder);
            Simulator simulator = builder.furnish(SimulatorMain::furnish).start();
            greet(simulator, out);
            return simulator;
        } catch (IllegalArgumentException | UncheckedIOException problem) {
            err.println(problem.getMessage());
            err.println(USAGE);
            return null;
        }
    }

    private static void read(List<String> args, SimulatorBuilder builder) {
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--dialect" -> builder.dialect(value(args, ++i));
                case "--seed" -> builder.seed(seed(value(args, ++i)));
                case "--state" -> builder.state(Path.of(value(args, ++i)));
                case "--fast" -> builder.preparing(Duration.ofSeconds(2)).building(Duration.ofSeconds(6));
                case "--port" -> builder.port(port(value(args, ++i)));
                default -> throw new IllegalArgumentException("unknown argument: " + args.get(i));
            }
        }
    }

    private static String value(List<String> args, int at) {
        return at < args.size() ? args.get(at) : "";
    }

    private static long seed(String text) {
        if (!text.matches("-?\\d{1,18}")) {
            throw new IllegalArgumentException("--seed needs a whole number, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("--port needs a number from 0 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static void furnish(Simulator simulator) {
        Account demo = simulator.demoAccount();
        if (simulator.isReadOnly()) {
            demo.instance("plant-1");
        }
    }

    private static void greet(Simulator simulator, PrintStream out) {
        out.println("JD Cloud simulator on " + simulator.endpoint());
        out.println("export JDCLOUD_ACCESS_KEY=" + Demo.ACCESS_KEY);
        out.println("export JDCLOUD_SECRET_KEY=" + Demo.SECRET_KEY);
        out.println("region " + Demo.REGION + ", VPC " + Demo.VPC + ", subnet " + Demo.SUBNET);
        out.println("database " + Demo.RDS + " at " + Demo.RDS_HOST + ", " + Demo.DATABASE + " for " + Demo.DB_USER);
        out.println("Stop it with Ctrl-C.");
    }
}
