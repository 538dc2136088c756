package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.simulator.form.Span;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link Simulator} is built with. Not thread-safe.
 *
 * <p>A duration that is negative or more than a century is refused: {@link IllegalArgumentException}.
 */
public final class SimulatorBuilder {
    private @Nullable InstantSource clock;
    private @Nullable Long seed;
    private @Nullable Path state;
    private boolean everywhere;
    private Consumer<ServedCall> onCall = call -> {};
    private Consumer<Simulator> furnishing = simulator -> {};
    private Dialect dialect = Dialect.IOT_HUB_INFERRED;
    private HostNames hosts = HostNames.OWN;
    private int port;
    private boolean uniqueNames = true;
    private boolean honourClientTokens = true;
    private int rateLimit = 1000;
    private Duration clockTolerance = Duration.ofMinutes(15);
    private Duration preparing = Duration.ofSeconds(30);
    private Duration building = Duration.ofMinutes(15);
    private Duration listLag = Duration.ZERO;
    private boolean dates = true;
    private boolean unpaidInstancesListed;
    private final OrderTraits.Draft orders = new OrderTraits.Draft();

    SimulatorBuilder() {}

    /** Sets the clock that every time in the cloud comes from; the system's by default. */
    public SimulatorBuilder clock(InstantSource value) {
        requireNonNull(value, "value");
        clock = value;
        return this;
    }

    /**
     * Sets which routes of IoT Hub instances there are and in which words they answer; {@code iotHubInferred} by default.
     *
     * @throws IllegalArgumentException when it is none that the simulator speaks; the message names those
     */
    public SimulatorBuilder dialect(String name) {
        requireNonNull(name, "name");
        dialect = Dialect.named(name);
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

    /**
     * Listens on every interface of the machine, not on the loopback one alone: whoever reaches the port can do with this cloud
     * what they like. For a container, whose ports are closed until they are published.
     */
    public SimulatorBuilder listenOnAllInterfaces() {
        everywhere = true;
        return this;
    }

    /**
     * Sets what every id is made of that is not counted (of instances, of requests): with the same seed, the same calls get
     * the same answers, but for times. A random one by default.
     */
    public SimulatorBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Keeps accounts, orders, instances, faults, clock and counters in a file, from which the next one goes on.
     *
     * <p>What was answered is in it, whenever the process is killed. Secret keys stand in it as they are: it is its owner's alone
     * (0600). One simulator at a time uses it; its lock stays beside it as {@code FILE.lock}. Close it even in process.
     *
     * <p>While it cannot be written, as on a full disk, every call is answered 500, and methods that read or change the cloud throw
     * {@link UncheckedIOException}; each tries first to write again what is not kept.
     */
    public SimulatorBuilder state(Path file) {
        requireNonNull(file, "file");
        state = file;
        return this;
    }

    /**
     * Puts into a new cloud what it begins with; one that goes on from its {@link #state} has it already.
     *
     * <p>The port is open by then, whoever calls waits, and the state's file is first written, once, when it is done. Calls of its own
     * go by {@link Simulator#exchange}.
     *
     * @param first what it throws comes out of {@link #start}, and leaves nothing behind
     */
    public SimulatorBuilder furnish(Consumer<Simulator> first) {
        requireNonNull(first, "first");
        furnishing = furnishing.andThen(first);
        return this;
    }

    /** Tells each call once it is answered, by the thread that answers it; what is told to must not wait for long. */
    public SimulatorBuilder onCall(Consumer<ServedCall> listener) {
        requireNonNull(listener, "listener");
        onCall = listener;
        return this;
    }

    /**
     * Adds a name that it answers to, with any port; 127.0.0.1, localhost and [::1] by default. Others get 421, so that no
     * web page can reach it by a name of its own.
     *
     * @throws IllegalArgumentException unless it is a host name or an IPv4 address, without a port
     */
    public SimulatorBuilder host(String name) {
        requireNonNull(name, "name");
        hosts = hosts.and(name);
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
        clockTolerance = Span.checked(value, "value");
        return this;
    }

    /** Sets how long an instance is PREPARING; 30 seconds by default. INFERRED. */
    public SimulatorBuilder preparing(Duration value) {
        preparing = Span.checked(value, "value");
        return this;
    }

    /** Sets how long an instance is BUILDING; 15 minutes by default, as the later IoT Core documents. */
    public SimulatorBuilder building(Duration value) {
        building = Span.checked(value, "value");
        return this;
    }

    /** Sets how long after its payment an instance becomes visible; at once by default. INFERRED. */
    public SimulatorBuilder listLag(Duration value) {
        listLag = Span.checked(value, "value");
        return this;
    }

    /** Sets whether answers have a Date header at all; true by default. */
    public SimulatorBuilder dates(boolean value) {
        dates = value;
        return this;
    }

    /** Sets how long after its placing queryOrders begins to list an order; at once by default. INFERRED. */
    public SimulatorBuilder orderListLag(Duration value) {
        orders.listLag = Span.checked(value, "value");
        return this;
    }

    /** Sets how long after its placing queryOrder still answers 404 NOT_FOUND; not at all by default. INFERRED. */
    public SimulatorBuilder orderLag(Duration value) {
        orders.lag = Span.checked(value, "value");
        return this;
    }

    /** Sets whether queryOrders lists the oldest order first; the newest is by default. INFERRED. */
    public SimulatorBuilder ordersOldestFirst(boolean value) {
        orders.oldestFirst = value;
        return this;
    }

    /** Sets whether startTime and endTime of queryVo are read as seconds; milliseconds by default. INFERRED. */
    public SimulatorBuilder orderTimesInSeconds(boolean value) {
        orders.asksInSeconds = value;
        return this;
    }

    /**
     * Sets how much of a query's span queryOrders lists, from its startTime on, saying nothing of the rest; a query without
     * startTime lists nothing then. All of any query by default. INFERRED.
     */
    public SimulatorBuilder orderSpan(Duration longest) {
        orders.longestSpan = Span.checked(longest, "longest");
        return this;
    }

    /** Sets the zone of the times in orders, which do not tell it; UTC+8 by default. INFERRED. */
    public SimulatorBuilder orderZone(ZoneOffset value) {
        requireNonNull(value, "value");
        orders.zone = value;
        return this;
    }

    /** Sets whether the times in orders are like 2019-05-01T08:00:00Z, in UTC; false by default. INFERRED. */
    public SimulatorBuilder isoOrderTimes(boolean value) {
        orders.iso = value;
        return this;
    }

    /** Sets whether orders and their items lack createTime; false by default. INFERRED. */
    public SimulatorBuilder orderTimesUntold(boolean value) {
        orders.tellsCreation = !value;
        return this;
    }

    /** Sets whether an order's item tells its description, among its extraInfo; false by default. INFERRED. */
    public SimulatorBuilder ordersShowDescription(boolean value) {
        orders.showsDescription = value;
        return this;
    }

    /** Sets whether an instance on order is seen, PREPARING at 0, before it is paid; false by default. INFERRED. */
    public SimulatorBuilder unpaidInstancesListed(boolean value) {
        unpaidInstancesListed = value;
        return this;
    }

    /** Makes the cloud refuse names in use and honour client tokens, as it does by default. INFERRED. */
    public SimulatorBuilder strict() {
        return uniqueNames(true).honourClientTokens(true);
    }

    /** Makes the cloud allow names in use and ignore client tokens. INFERRED. */
    public SimulatorBuilder loose() {
        return uniqueNames(false).honourClientTokens(false);
    }

    /**
     * Starts to serve on the loopback interface.
     *
     * @throws UncheckedIOException when the port or the state's file is in use or cannot be used
     * @throws IllegalArgumentException when the state's file is no state, of another version, dialect or seed, or damaged
     */
    public Simulator start() {
        return Simulator.of(new Launch(settings(), new Server.Place(port, everywhere), onCall, state, furnishing));
    }

    /**
     * Makes one that listens nowhere: {@link Simulator#exchange} is the way in.
     *
     * <p>Cheap, and nothing needs closing. Its endpoint is {@code http://127.0.0.1:1}, where nobody answers.
     */
    public Simulator inProcess() {
        return Simulator.of(new Launch(settings(), null, onCall, state, furnishing));
    }

    /**
     * Starts to answer what a recording holds, in place of a cloud; only clock, port, hosts and dates matter.
     *
     * @throws IllegalArgumentException when the file is no recording, of another version, or damaged
     * @throws UncheckedIOException when it cannot be read, or the port is in use
     */
    public Replay replaying(Path recording) {
        return replaying(recording, missed -> {});
    }

    /**
     * Starts as {@link #replaying(Path)}, and tells what was asked for in vain.
     *
     * @param missed is told each, as {@link Replay#missed} has it, by the thread that answers the call
     */
    public Replay replaying(Path recording, Consumer<String> missed) {
        requireNonNull(missed, "missed");
        requireNonNull(recording, "recording");
        return Replay.listening(settings(), Recording.read(recording), new Server.Place(port, everywhere), missed);
    }

    private Settings settings() {
        return new Settings(
                clock == null ? CloudClock.system() : CloudClock.of(clock),
                dialect,
                uniqueNames,
                honourClientTokens,
                rateLimit,
                clockTolerance,
                preparing,
                building,
                listLag,
                unpaidInstancesListed,
                dates,
                orders.traits(),
                hosts,
                seed == null ? ThreadLocalRandom.current().nextLong() : seed,
                seed != null);
    }
}
