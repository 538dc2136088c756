package io.github.iothubsdk.opentelemetry;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;

/** Traces what another transport sends; what traces may fail, and the send goes on. */
final class TracedTransport implements HttpTransport {

    private final HttpTransport next;
    private final CallSpans spans;

    TracedTransport(HttpTransport next, CallSpans spans) {
        this.next = next;
        this.spans = spans;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        requireNonNull(request, "request");
        if (!spans.enter()) {
            return next.send(request);
        }
        Span span = Quietly.get(() -> spans.start(request), Span.getInvalid());
        Scope scope = Quietly.get(span::makeCurrent, Scope.noop());
        try {
            HttpResponse response = next.send(request);
            Quietly.run(() -> spans.answered(span, response));
            return response;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            Quietly.run(() -> spans.failed(span, e));
            throw e;
        } finally {
            spans.leave();
            Quietly.run(scope::close);
            Quietly.run(span::end);
        }
    }

    @Override
    public void close() {
        next.close();
    }
}
