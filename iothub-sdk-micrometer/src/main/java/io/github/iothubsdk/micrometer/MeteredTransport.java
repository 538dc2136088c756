package io.github.iothubsdk.micrometer;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import java.io.IOException;

/** Counts and times what another transport sends. */
final class MeteredTransport implements HttpTransport {

    private final HttpTransport next;
    private final CallMeters meters;

    MeteredTransport(HttpTransport next, CallMeters meters) {
        this.next = next;
        this.meters = meters;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        requireNonNull(request, "request");
        if (!meters.enter()) {
            return next.send(request);
        }
        long begun = meters.begin();
        String outcome = "no answer";
        try {
            HttpResponse response = next.send(request);
            outcome = status(response.status());
            return response;
        } catch (NotSentException e) {
            outcome = "not sent";
            throw e;
        } catch (InterruptedException e) {
            outcome = "interrupted";
            throw e;
        } finally {
            meters.leave();
            meters.sent(request, outcome, begun);
        }
    }

    /** What is no status of HTTP's is one kind. */
    private static String status(int status) {
        return status >= 100 && status < 600 ? status / 100 + "xx" : "other";
    }

    @Override
    public void close() {
        next.close();
    }
}
