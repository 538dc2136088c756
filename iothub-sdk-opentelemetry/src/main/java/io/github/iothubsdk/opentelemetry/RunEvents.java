package io.github.iothubsdk.opentelemetry;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.StepIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** What the events of a run leave in its span. */
final class RunEvents {

    private RunEvents() {}

    static void tell(RunSpans runs, ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Begun) {
            runs.begin(event.runId(), "iothub.create");
        } else if (event instanceof ProvisioningEvent.Resumed) {
            runs.begin(event.runId(), "iothub.resume");
        } else if (event instanceof ProvisioningEvent.Finished finished) {
            runs.end(
                    event.runId(),
                    span -> span.setAttribute(Attributed.ENDING, "Done")
                            .setAttribute(Attributed.STEP, StepIds.DONE)
                            .setAttribute(
                                    Attributed.INSTANCE,
                                    finished.provisioned().instance().id()));
        } else if (event instanceof ProvisioningEvent.Stopped stopped) {
            runs.end(event.runId(), span -> failed(span, stopped.failure()));
        } else {
            happened(runs, event);
        }
    }

    /** What cannot be undone, and doubt about it. */
    private static void happened(RunSpans runs, ProvisioningEvent event) {
        if (event instanceof ProvisioningEvent.Claimed claimed) {
            var told = Attributes.of(Attributed.STEP, claimed.step(), Attributed.ATTEMPT, (long) claimed.attempt());
            runs.event(event.runId(), span -> span.addEvent("iothub.claimed", told));
        } else if (event instanceof ProvisioningEvent.Recovering recovering) {
            var told = Attributes.of(Attributed.STEP, recovering.step());
            runs.event(event.runId(), span -> span.addEvent("iothub.recovering", told));
        } else if (event instanceof ProvisioningEvent.Ordered ordered) {
            var told = Attributes.builder().put(Attributed.ORDER, ordered.orderNumber());
            ordered.instanceId().ifPresent(id -> told.put(Attributed.INSTANCE, id));
            runs.event(event.runId(), span -> span.addEvent("iothub.ordered", told.build()));
        } else if (event instanceof ProvisioningEvent.Paid paid) {
            var told = Attributes.of(
                    Attributed.ORDER, paid.orderNumber(),
                    Attributed.AMOUNT, paid.amount().toString());
            runs.event(event.runId(), span -> span.addEvent("iothub.paid", told));
        } else if (event instanceof ProvisioningEvent.SchemaStarted started) {
            var told = Attributes.of(Attributed.SCRIPT, started.scriptSha256());
            runs.event(event.runId(), span -> span.addEvent("iothub.schema.started", told));
        } else if (event instanceof ProvisioningEvent.SchemaFinished) {
            runs.event(event.runId(), span -> span.addEvent("iothub.schema.finished"));
        }
    }

    /**
     * Not recordException: what it was caused by may be an exception of yours, with who knows what in it. Its words are the
     * SDK's, which quote no message of such an exception.
     */
    private static void failed(Span span, ProvisioningException failure) {
        String ending = failure.getClass().getSimpleName();
        span.setAttribute(Attributed.ENDING, ending)
                .setAttribute(Attributed.STEP, failure.step())
                .setAttribute(Attributed.ERROR, failure.getClass().getName())
                .setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        if (failure instanceof ProvisioningException.Unfinished unfinished) {
            span.setAttribute(Attributed.REASON, unfinished.reason().name());
        }
    }
}
