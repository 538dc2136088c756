package io.github.iothubsdk.opentelemetry;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.SendContext;
import io.github.iothubsdk.provisioning.model.RunId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A span for each send, by the stable conventions for spans of HTTP clients. Thread-safe. */
final class CallSpans {

    private static final int LOWEST_ERROR = 400;

    private final Tracer tracer;
    private final RunSpans runs;
    private final ThreadLocal<Boolean> tracing = new ThreadLocal<>();

    CallSpans(Tracer tracer, RunSpans runs) {
        this.tracer = tracer;
        this.runs = runs;
    }

    /** False within a send of this thread's that has its span already, by a transport further out. */
    boolean enter() {
        if (tracing.get() != null) {
            return false;
        }
        tracing.set(true);
        return true;
    }

    /** The send that was entered is over. */
    void leave() {
        tracing.remove();
    }

    /** Named by the verb alone: a route in the name is not stable yet. */
    Span start(HttpRequest request) {
        URI origin = URI.create(request.origin());
        SpanBuilder span = tracer.spanBuilder(request.method())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Attributed.METHOD, request.method())
                .setAttribute(Attributed.ADDRESS, host(origin))
                .setAttribute(Attributed.PORT, port(origin))
                .setAttribute(Attributed.URL, url(request));
        SendContext.current().ifPresent(context -> {
            span.setAttribute(Attributed.CALL, context.call());
            if (context.resend() > 0) {
                span.setAttribute(Attributed.RESEND_COUNT, (long) context.resend());
            }
            runOf(context)
                    .ifPresent(run -> span.setAttribute(Attributed.RUN, run.value())
                            .setParent(Context.current().with(runs.parent(run))));
        });
        return span.startSpan();
    }

    private static Optional<RunId> runOf(SendContext context) {
        return context.run().filter(RunId::isValid).map(RunId::of);
    }

    void answered(Span span, HttpResponse response) {
        int status = response.status();
        span.setAttribute(Attributed.STATUS, (long) status);
        if (status >= LOWEST_ERROR) {
            span.setAttribute(Attributed.ERROR, String.valueOf(status)).setStatus(StatusCode.ERROR);
        }
    }

    /** Only of which kind it is: its words may be anybody's. */
    void failed(Span span, Throwable thrown) {
        span.setAttribute(Attributed.ERROR, thrown.getClass().getName()).setStatus(StatusCode.ERROR);
    }

    /** Every value of a query is left out, not those alone that are known to be secret. */
    private static String url(HttpRequest request) {
        String address = request.origin() + request.path();
        return request.query().isEmpty()
                ? address
                : address
                        + '?'
                        + Arrays.stream(request.query().split("&"))
                                .map(pair -> pair.replaceFirst("=.*", "") + "=REDACTED")
                                .collect(Collectors.joining("&"));
    }

    private static String host(URI origin) {
        String host = String.valueOf(origin.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static long port(URI origin) {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return "https".equals(origin.getScheme()) ? 443 : 80;
    }
}
