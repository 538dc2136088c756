package io.github.iothubsdk.simulator;

import java.net.URI;

/**
 * A stand-in for JD Cloud on a loopback port: it checks signatures, keeps accounts, takes money, builds instances.
 *
 * <p>All services share one endpoint and are told apart by path. What JD Cloud does not publish is marked INFERRED
 * where it is modelled. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    private final World world;
    private final Server server;
    private final Ledger ledger;

    Simulator(Settings settings) {
        world = new World(settings);
        server = Server.start(world, settings.port());
        ledger = new Ledger(world);
    }

    /** Starts to describe a simulator. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** Returns {@code http://127.0.0.1:port}, the endpoint of every service. */
    public URI endpoint() {
        return server.endpoint();
    }

    /**
     * Creates an account with nothing in it: not verified, balance 0.
     *
     * @throws IllegalArgumentException when the access key is taken
     */
    public Account account(String accessKey, String secretKey) {
        return world.locked(() -> world.open(accessKey, secretKey));
    }

    /** Returns the account of {@link Demo}; the first call creates it. */
    public Account demoAccount() {
        return world.locked(() -> {
            AccountState known = world.account(Demo.ACCESS_KEY);
            return known == null
                    ? Demo.furnish(world.open(Demo.ACCESS_KEY, Demo.SECRET_KEY))
                    : new Account(world, known);
        });
    }

    /** Sets whether a page past the end repeats the last one; true by default, as VPC and RDS document. */
    public Simulator repeatLastPage(boolean value) {
        world.locked(() -> world.repeatLastPage = value);
        return this;
    }

    /** Sets whether the IoT Hub list tells its totals; true by default. */
    public Simulator totals(boolean value) {
        world.locked(() -> world.totals = value);
        return this;
    }

    /** Sets the shape around the IoT Hub list; {@link Envelope#PAGE_OBJECT} by default. */
    public Simulator envelope(Envelope value) {
        world.locked(() -> world.envelope = value);
        return this;
    }

    /**
     * Sets the field of the create's answer that carries the order's number; {@code orderNumber} by default.
     *
     * <p>Sibling products also say orderId, orderNum, orderNo and buyId.
     */
    public Simulator orderField(String name) {
        world.locked(() -> world.orderField = name);
        return this;
    }

    /** Returns the live account of what arrived and what it did. */
    public Ledger ledger() {
        return ledger;
    }

    /** Returns the faults, to arm some. */
    public Faults faults() {
        return world.faults;
    }

    /** Empties the world (accounts, orders, instances, nonces, faults, ledger, switches) and keeps the port. */
    public void reset() {
        world.locked(world::clear);
    }

    /** Stops to serve; stalled calls end at once. */
    @Override
    public void close() {
        server.close();
    }
}
