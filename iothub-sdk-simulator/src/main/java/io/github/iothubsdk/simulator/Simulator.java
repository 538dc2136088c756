package io.github.iothubsdk.simulator;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for JD Cloud on a loopback port: it checks signatures, keeps accounts, takes money, builds instances.
 *
 * <p>All services share one endpoint and are told apart by path. What JD Cloud does not publish is marked INFERRED
 * where it is modelled. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final CloudState cloud;
    private final Gateway gateway;
    private final Admin admin;
    private final @Nullable StateKeeper keeper;
    private final @Nullable Server server;
    private final boolean hasSocket;
    private final Ledger ledger;

    private Simulator(Launch launch, CloudState cloud) {
        this.cloud = cloud;
        gateway = new Gateway(cloud, launch.onCall());
        admin = new Admin(this, cloud);
        ledger = new Ledger(cloud);
        hasSocket = launch.place() != null;
        keeper = launch.state() == null ? null : StateKeeper.open(cloud, launch.state());
        try {
            server = launch.place() == null ? null : Server.start(launch.settings(), this::handle, launch.place());
        } catch (RuntimeException failure) {
            release();
            throw failure;
        }
    }

    /** Makes one; whoever calls it already waits until it is furnished and that is kept, all at once. */
    static Simulator of(Launch launch) {
        CloudState cloud = new CloudState(launch.settings());
        AtomicReference<Simulator> made = new AtomicReference<>();
        boolean begun = false;
        try {
            cloud.turns.take(() -> {
                Simulator simulator = new Simulator(launch, cloud);
                made.set(simulator);
                simulator.begin(launch.furnishing());
                return null;
            });
            begun = true;
            return requireNonNull(made.get());
        } finally {
            Simulator half = made.get();
            if (!begun && half != null) {
                half.close();
            }
        }
    }

    private void begin(Consumer<Simulator> furnishing) {
        if (!isResumed()) {
            furnishing.accept(this);
        }
        if (keeper != null) {
            keeper.begin();
        }
    }

    private Reply handle(Request request) {
        return Admin.isFor(request) ? admin.handle(request) : gateway.handle(request);
    }

    /**
     * Starts one on a free port, with the demo account in it.
     *
     * @throws UncheckedIOException when it cannot listen
     */
    public static Simulator start() {
        return builder().furnish(Simulator::demoAccount).start();
    }

    boolean hasSocket() {
        return hasSocket;
    }

    /** Starts to describe a simulator. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /**
     * Starts to answer what a recording holds, in place of a cloud.
     *
     * @throws IllegalArgumentException when the file is no recording, of another version, or damaged
     * @throws UncheckedIOException when it cannot be read
     */
    public static Replay replaying(Path recording) {
        requireNonNull(recording, "recording");
        return builder().replaying(recording);
    }

    /** Returns {@code http://127.0.0.1:port}, the endpoint of every service; port 1 when it opened none. */
    public URI endpoint() {
        return server == null ? NOWHERE : server.endpoint();
    }

    /**
     * Takes a call in this process, as the socket would have taken it: signature, faults, ledger.
     *
     * <p>It never waits: a delay is told, not held. The host that is signed is the one among the headers. A fault's
     * move may make calls of its own.
     *
     * @param target the raw path and query
     * @param headers by names of any case
     */
    public Exchange exchange(String method, String target, Map<String, String> headers, byte[] body) {
        requireNonNull(body, "body");
        requireNonNull(headers, "headers");
        headers.forEach((key, value) -> requireNonNull(value, "headers"));
        requireNonNull(method, "method");
        requireNonNull(target, "target");
        Reply reply = handle(Request.of(method, target, headers, body));
        return reply.exchange(method, cloud.now(), cloud.settings);
    }

    /**
     * Creates an account with nothing in it: not verified, balance 0.
     *
     * @throws IllegalArgumentException when the access key is taken
     */
    public Account account(String accessKey, String secretKey) {
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
        return cloud.locked(() -> cloud.open(accessKey, secretKey));
    }

    /** Returns the account of {@link Demo}; the first call creates it. */
    public Account demoAccount() {
        return cloud.locked(() -> {
            Key known = cloud.key(Demo.ACCESS_KEY);
            return known == null
                    ? Demo.furnish(cloud.open(Demo.ACCESS_KEY, Demo.SECRET_KEY))
                    : new Account(cloud, known);
        });
    }

    /** Sets whether a page past the end repeats the last one; true by default, as VPC and RDS document. */
    public Simulator repeatLastPage(boolean value) {
        cloud.locked(() -> cloud.repeatLastPage = value);
        return this;
    }

    /** Sets whether the IoT Hub list tells its totals; true by default. */
    public Simulator totals(boolean value) {
        cloud.locked(() -> cloud.totals = value);
        return this;
    }

    /** Sets the shape around the IoT Hub list; the dialect's own by default; {@code unknown} keeps its own. */
    public Simulator envelope(Envelope value) {
        requireNonNull(value, "value");
        cloud.locked(() -> cloud.envelope = value);
        return this;
    }

    /**
     * Sets the field of the create's answer that carries the order's number; {@code orderNumber} by default.
     *
     * <p>Sibling products also say orderId, orderNum, orderNo and buyId.
     */
    public Simulator orderField(String name) {
        requireNonNull(name, "name");
        cloud.locked(() -> cloud.orderField = name);
        return this;
    }

    /** Tells whether its dialect has no route that orders an instance, so that only those are there that were put in. */
    public boolean isReadOnly() {
        return !Route.CREATE_INSTANCE.isIn(cloud.settings.dialect());
    }

    /** Tells whether it took up the state of its file, and so has the accounts, orders and faults of another process. */
    public boolean isResumed() {
        return keeper != null && keeper.isResumed();
    }

    /** Returns the live account of what arrived and what it did. */
    public Ledger ledger() {
        return ledger;
    }

    /** Returns the faults, to arm some. */
    public Faults faults() {
        return cloud.faults;
    }

    /**
     * Empties the cloud (accounts, orders, instances, nonces, faults, ledger, switches), puts its clock right, and keeps the port.
     *
     * <p>Numbers of orders and ids of instances go on: none is given twice. Accounts, colleagues and their orders that somebody holds
     * from before are of no use: they throw {@link IllegalStateException}.
     */
    public void reset() {
        cloud.anew(() -> {
            cloud.clear();
            cloud.tell(Happening.of("reset"));
            return null;
        });
    }

    /** Stops to serve; stalled calls and who follows the events end at once. */
    @Override
    public void close() {
        cloud.feed.close();
        if (server != null) {
            server.close();
        }
        cloud.turns.take(() -> {
            release();
            return null;
        });
    }

    private void release() {
        if (keeper != null) {
            keeper.close();
        }
    }
}
