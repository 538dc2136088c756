package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.internal.words.LoggedRun;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each send at DEBUG: call, status, size, time and request id; never a header, a query or a body. */
public final class LoggingTransport implements HttpTransport {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.iothubsdk.wire");

    private static final int LONGEST_ID = 200;

    private final HttpTransport next;
    private final TimeSource timeSource;
    private final KnownSecrets known;

    /** Times on this time source, and keeps these secrets out of what came back. */
    public LoggingTransport(HttpTransport next, TimeSource timeSource, KnownSecrets known) {
        this.known = known;
        this.next = next;
        this.timeSource = timeSource;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        if (!LOG.isDebugEnabled()) {
            return next.send(request);
        }
        long start = timeSource.nanos();
        try {
            HttpResponse response = next.send(request);
            LOG.debug(
                    "{}{} -> {} in {} ms, request id {}",
                    LoggedRun.prefix(),
                    request,
                    response,
                    millisSince(start),
                    response.header("x-jdcloud-request-id")
                            .map(id -> known.quote(id, LONGEST_ID))
                            .orElse("none"));
            return response;
        } catch (IOException e) {
            LOG.debug(
                    "{}{} -> {} after {} ms",
                    LoggedRun.prefix(),
                    request,
                    e.getClass().getSimpleName(),
                    millisSince(start));
            throw e;
        }
    }

    @Override
    public void close() {
        next.close();
    }

    private long millisSince(long start) {
        return (timeSource.nanos() - start) / 1_000_000;
    }
}
