package io.github.iothubsdk.cli;

import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a simulator listens, and by which names it is called. */
final class ListeningOptions {

    @Option(names = "--port", paramLabel = "N", description = "Of the loopback interface. Default: a free one.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "One more name that it answers to, beside 127.0.0.1, localhost and [::1]; may be repeated.")
    List<String> hosts = List.of();

    @Option(
            names = "--listen-on-all-interfaces",
            description = "Whoever reaches this machine can then do with the simulated cloud what they like. For a"
                    + " container, whose ports are closed until they are published.")
    boolean everywhere;

    void configure(SimulatorBuilder builder) {
        try {
            builder.port(port);
        } catch (IllegalArgumentException e) {
            throw taken();
        }
        for (String host : hosts) {
            try {
                builder.host(host);
            } catch (IllegalArgumentException e) {
                throw new Refused("--host cannot be that: " + e.getMessage() + ".");
            }
        }
        if (everywhere) {
            builder.listenOnAllInterfaces();
        }
    }

    Refused taken() {
        return new Refused("Port " + port + " cannot be used: it is taken, or not a port. "
                + "Choose another one, or leave --port out.");
    }
}
