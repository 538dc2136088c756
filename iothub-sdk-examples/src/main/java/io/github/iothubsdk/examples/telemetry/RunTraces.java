package io.github.iothubsdk.examples.telemetry;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A span of OpenTelemetry for each run, with an event for each thing that cannot be undone.
 *
 * <p>It is a child of the span of who calls {@code create} or {@code resume}; {@code start} tells on other threads.
 */
public final class RunTraces implements ProvisioningListener {

    private static final AttributeKey<String> RUN = AttributeKey.stringKey("iothub.run.id");
    private static final AttributeKey<String> STEP = AttributeKey.stringKey("iothub.step");
    private static final AttributeKey<String> ORDER = AttributeKey.stringKey("iothub.order.number");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("iothub.instance.id");
    private static final AttributeKey<String> AMOUNT = AttributeKey.stringKey("iothub.amount");

    private final Map<RunId, Span> underWay = new ConcurrentHashMap<>();
    private final Tracer tracer;

    /** Starts its spans with this tracer. */
    public RunTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public void on(ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Begun || event instanceof ProvisioningEvent.Resumed) {
            String name = event instanceof ProvisioningEvent.Begun ? "iothub.create" : "iothub.resume";
            String run = event.runId().value();
            underWay.put(
                    event.runId(),
                    tracer.spanBuilder(name).setAttribute(RUN, run).startSpan());
        }
        Span span = underWay.getOrDefault(event.runId(), Span.getInvalid());
        if (event instanceof ProvisioningEvent.Claimed claimed) {
            span.addEvent("claimed", Attributes.of(STEP, claimed.step()));
        } else if (event instanceof ProvisioningEvent.Recovering recovering) {
            span.addEvent("recovering", Attributes.of(STEP, recovering.step()));
        } else if (event instanceof ProvisioningEvent.Ordered ordered) {
            var told = Attributes.builder().put(ORDER, ordered.orderNumber());
            ordered.instanceId().ifPresent(id -> told.put(INSTANCE, id));
            span.addEvent("ordered", told.build());
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            span.addEvent(
                    "paid",
                    Attributes.of(
                            ORDER, paid.orderNumber(), AMOUNT, paid.amount().toString()));
        } else if (event instanceof ProvisioningEvent.Finished) {
            end(event.runId(), span);
        } else if (event instanceof ProvisioningEvent.Stopped stopped) {
            // Not recordException: what it was caused by may be an exception of yours, with who knows what in it.
            span.setAttribute("error.type", stopped.failure().getClass().getSimpleName());
            span.setStatus(StatusCode.ERROR, String.valueOf(stopped.failure().getMessage()));
            end(event.runId(), span);
        }
    }

    private void end(RunId run, Span span) {
        span.end();
        underWay.remove(run);
    }
}
