package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a simulated cloud is like. */
final class SimulatedCloud {

    private static final Duration USUALLY_BUILDING = Duration.ofSeconds(20);
    private static final Duration FAST = Duration.ofSeconds(2);

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            completionCandidates = Words.Spoken.class,
            description = "On which routes and in which words it speaks of instances: iotHubInferred, iotHub2020,"
                    + " iotCore2020 (orders nothing; plant-1 is there) or unknown. Default: iotHubInferred.")
    Optional<String> dialect = Optional.empty();

    @Option(
            names = "--building",
            paramLabel = "DURATION",
            description = "How long an instance takes to be built. Default: 20s.")
    Optional<Duration> building = Optional.empty();

    @Option(names = "--fast", description = "An instance is built in 2 seconds.")
    boolean fast;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "Lets something go wrong: route, when, what, as in pay:after:drop, or a JSON object as of"
                    + " POST /_sim/faults; may be repeated. An unknown word is answered with those that there are.")
    List<String> faults = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Ids are made of it: the same calls get the same answers, but for times. Default: another each time.")
    Optional<Long> seed = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "Keeps the cloud there, and goes on from there: what was answered outlasts a kill. Secret keys"
                            + " stand in it.")
    Optional<Path> state = Optional.empty();

    @Option(names = "--loose", description = "Names may be taken twice, and client tokens are ignored.")
    boolean loose;

    String spoken() {
        return dialect.orElse(Simulate.USUAL);
    }

    void configure(SimulatorBuilder builder) {
        if (fast && building.isPresent()) {
            throw new Refused("--fast and --building exclude each other.");
        }
        Duration whole = fast ? FAST : building.orElse(USUALLY_BUILDING);
        builder.preparing(whole.dividedBy(5)).building(whole.multipliedBy(4).dividedBy(5));
        try {
            builder.dialect(spoken());
        } catch (IllegalArgumentException e) {
            throw new Refused("--dialect cannot be that: " + e.getMessage() + ".");
        }
        if (loose) {
            builder.loose();
        }
        seed.ifPresent(builder::seed);
        state.ifPresent(builder::state);
    }

    void arm(Simulator cloud) {
        for (String fault : faults) {
            try {
                cloud.faults().arm(fault);
            } catch (IllegalArgumentException e) {
                String why = fault.matches("\\w+")
                        ? "'" + fault
                                + "' alone names a route at most; write route, when and what, as in pay:after:drop"
                        : String.valueOf(e.getMessage()).replaceFirst("^(\\w+): \\1 ", "$1 ");
                throw new Refused("--fault cannot be that: " + why + ".");
            }
        }
    }
}
