package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Somebody's desk: a simulated cloud, an environment, a home, and the program in this process. */
final class Desk implements AutoCloseable {

    static final String[] FORM = {
        "--vpc",
        Demo.VPC,
        "--subnet",
        Demo.SUBNET,
        "--rds",
        Demo.RDS,
        "--database",
        Demo.DATABASE,
        "--db-host",
        Demo.RDS_HOST,
        "--db-user",
        Demo.DB_USER,
        "--accept-terms"
    };

    /** What one command did. */
    record Said(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        List<String> errors() {
            return err.lines().toList();
        }
    }

    final Simulator cloud;
    final Map<String, String> env = new HashMap<>(Map.of(
            "JDCLOUD_ACCESS_KEY",
            Demo.ACCESS_KEY,
            "JDCLOUD_SECRET_KEY",
            Demo.SECRET_KEY,
            "IOTHUB_DB_PASSWORD",
            Demo.DB_PASSWORD));
    final Path home;
    Screen screen = Screen.none();
    TimeSource timeSource = TimeSource.system();
    String typed = "";

    Desk(Path home) {
        this(home, cloud -> cloud);
    }

    /** In front of a cloud of this character. */
    Desk(Path home, UnaryOperator<SimulatorBuilder> character) {
        this.home = home;
        cloud = character
                .apply(Simulator.builder().preparing(Duration.ofMillis(20)).building(Duration.ofMillis(60)))
                .start();
        cloud.demoAccount();
    }

    /** A terminal, before which somebody types this. */
    Desk typing(String answers) {
        screen = new Screen(true, false, false, 80);
        typed = answers;
        return this;
    }

    /** Runs a command that speaks to the cloud. */
    Said iothub(String command, String... options) {
        List<String> args =
                new ArrayList<>(List.of(command, "--endpoint", cloud.endpoint().toString()));
        args.addAll(List.of("--poll-interval", "20ms"));
        args.addAll(Arrays.asList(options));
        return run(args.toArray(String[]::new));
    }

    /** Creates an instance that the demo account can have. */
    Said create(String name, String... options) {
        return form(
                "create",
                Stream.concat(Stream.of("--name", name), Arrays.stream(options)).toArray(String[]::new));
    }

    /** Runs a command with the demo account's form filled in. */
    Said form(String command, String... options) {
        return iothub(
                command,
                Stream.concat(Arrays.stream(FORM), Arrays.stream(options)).toArray(String[]::new));
    }

    /** Runs exactly these arguments. */
    Said run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = run(out, err, args);
        Said said = new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        if (!List.of(args).contains("--verbose")) { // which asks for stack traces
            assertThat(said.out() + said.err()).doesNotContainPattern(JavaWords.METHOD);
        }
        return said;
    }

    /** Runs them with results and words that go there. */
    int run(OutputStream out, OutputStream err, String... args) {
        var shell = new Shell(
                new Output(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Input(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))),
                screen,
                name -> Optional.ofNullable(env.get(name)),
                home,
                timeSource,
                new Interruption());
        return Iothub.run(shell, args);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
