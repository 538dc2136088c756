package io.github.iothubsdk.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts and times runs, money and calls in a Micrometer registry. Thread-safe; one serves any number of clients as their
 * listener and transport, and watches the journal of one.
 *
 * <p>Tags are steps, checks, endings, reasons, currencies, calls and outcomes, of which there are few. No run, order, instance
 * or name is in any. What the registry throws is logged and costs a value, never a call.
 */
public final class IotHubMetrics implements ProvisioningListener {

    private final RunMeters runs;
    private final CallMeters calls;
    private final JournalMeters journal;

    /** Adds its meters to this registry, those that alerts ask for with the value 0. */
    public IotHubMetrics(MeterRegistry registry) {
        requireNonNull(registry, "registry");
        runs = new RunMeters(registry);
        calls = new CallMeters(registry);
        journal = new JournalMeters(registry);
    }

    /** For the client's {@code listener}. */
    @Override
    public void on(ProvisioningEvent event) {
        requireNonNull(event, "event");
        try {
            runs.on(event);
        } catch (Throwable e) { // whatever it is, the run goes on
            calls.tell(e);
        }
    }

    /**
     * The same transport, with every send counted and timed; for the client's {@code aroundTransport}. It sends what it is given
     * once, as it is, and closes the other when it is closed. A send that comes through several of them is counted once.
     */
    public HttpTransport around(HttpTransport next) {
        requireNonNull(next, "next");
        return new MeteredTransport(next, calls);
    }

    /**
     * Adds the gauges that tell how the runs of this client's journal stand, in place of a client that was watched before.
     *
     * <p>Who reads the gauges, such as a scrape, reads the whole journal, at most once a minute. A journal that cannot be read,
     * as after the client was closed, makes {@code iothub.journal.readable} 0 and the others NaN. Nodes that share a journal tell
     * the same: take the greatest, not the sum.
     */
    public void watch(ProvisioningClient client) {
        requireNonNull(client, "client");
        journal.watch(client::runs);
    }

    /**
     * Takes the gauges of {@link #watch} away, as before a client is closed whose registry stays. Those that another one has
     * added to the same registry since are left alone; so is all that counts.
     */
    public void unwatch() {
        journal.unwatch();
    }
}
