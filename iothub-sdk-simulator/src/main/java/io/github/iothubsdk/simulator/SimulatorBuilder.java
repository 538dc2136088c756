package io.github.iothubsdk.simulator;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/** Collects what a {@link Simulator} is built with. Not thread-safe. */
public final class SimulatorBuilder {
    private InstantSource clock = InstantSource.system();
    private int port;
    private boolean uniqueNames = true;
    private boolean honourClientTokens = true;
    private int rateLimit = 1000;
    private Duration clockTolerance = Duration.ofMinutes(15);
    private Duration preparing = Duration.ofSeconds(30);
    private Duration building = Duration.ofMinutes(15);
    private Duration listLag = Duration.ZERO;

    SimulatorBuilder() {}

    /** Sets the clock that every time in the cloud comes from; the system's by default. */
    public SimulatorBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /** Sets the loopback port; 0, the default, picks a free one. */
    public SimulatorBuilder port(int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + value);
        }
        port = value;
        return this;
    }

    /** Sets whether a name in use is refused with 409 ALREADY_EXISTS; true by default. INFERRED. */
    public SimulatorBuilder uniqueNames(boolean value) {
        uniqueNames = value;
        return this;
    }

    /** Sets whether a create with a known client token repeats the first answer; true by default. INFERRED. */
    public SimulatorBuilder honourClientTokens(boolean value) {
        honourClientTokens = value;
        return this;
    }

    /** Sets the calls a minute and account before 429 RATE_LIMIT; 1000 by default (published), 0 is off. */
    public SimulatorBuilder rateLimit(int callsPerMinute) {
        rateLimit = callsPerMinute;
        return this;
    }

    /** Sets how far a signature's date may be off, either way; 15 minutes by default. INFERRED. */
    public SimulatorBuilder clockTolerance(Duration value) {
        clockTolerance = value;
        return this;
    }

    /** Sets how long an instance is PREPARING; 30 seconds by default. INFERRED. */
    public SimulatorBuilder preparing(Duration value) {
        preparing = value;
        return this;
    }

    /** Sets how long an instance is BUILDING; 15 minutes by default, as the later IoT Core documents. */
    public SimulatorBuilder building(Duration value) {
        building = value;
        return this;
    }

    /** Sets how long after its payment an instance becomes visible; at once by default. INFERRED. */
    public SimulatorBuilder listLag(Duration value) {
        listLag = value;
        return this;
    }

    /**
     * Starts to serve on the loopback interface.
     *
     * @throws UncheckedIOException when the port is in use
     */
    public Simulator start() {
        return new Simulator(new Settings(
                clock, port, uniqueNames, honourClientTokens, rateLimit, clockTolerance, preparing, building, listLag));
    }
}
