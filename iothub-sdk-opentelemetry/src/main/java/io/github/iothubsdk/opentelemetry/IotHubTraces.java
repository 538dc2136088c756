package io.github.iothubsdk.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/**
 * Traces runs and their calls in OpenTelemetry. Thread-safe; one serves any number of clients as their listener and transport.
 *
 * <p>The span of a run is a child of the span of who calls {@code create} or {@code resume}. What {@code start} begins is told
 * on other threads, and its span begins a trace. A run that is taken on by {@code advance} alone has a span in each process
 * that takes turns of it, from the first event there to its end. What OpenTelemetry throws is logged and costs a span, never a
 * call.
 *
 * <p>No header, no body and no value of a query is in any span, and no exception with its stack: it may be one of yours.
 * Nothing is added to requests: trace ids stay with you.
 */
public final class IotHubTraces implements ProvisioningListener, AutoCloseable {

    private static final String SCOPE = "io.github.iothubsdk.opentelemetry";

    private final RunSpans runs;
    private final CallSpans calls;

    /** With this tracing; runs are linked within this process, for as long as it lasts. */
    public IotHubTraces(OpenTelemetry telemetry) {
        this(telemetry, RunContexts.none());
    }

    /** As above; runs are linked beyond this process, too. */
    public IotHubTraces(OpenTelemetry telemetry, RunContexts contexts) {
        requireNonNull(telemetry, "telemetry");
        requireNonNull(contexts, "contexts");
        Tracer tracer = telemetry.getTracer(SCOPE);
        runs = new RunSpans(tracer, contexts);
        calls = new CallSpans(tracer, runs);
    }

    /** For the client's {@code listener}. */
    @Override
    public void on(ProvisioningEvent event) {
        requireNonNull(event, "event");
        Quietly.run(() -> RunEvents.tell(runs, event));
    }

    /**
     * Ends the spans of runs of which no end was told, such as those that were cancelled; before the process ends, so that they
     * are exported. It may be used on: what is told of such a run later has a span of its own, with a link to this one.
     */
    @Override
    public void close() {
        Quietly.run(runs::endAll);
    }

    /**
     * The same transport, with a span for every send; for the client's {@code aroundTransport}. It sends what it is given once,
     * as it is, and closes the other when it is closed. A send that comes through several of them has one span.
     */
    public HttpTransport around(HttpTransport next) {
        requireNonNull(next, "next");
        return new TracedTransport(next, calls);
    }
}
