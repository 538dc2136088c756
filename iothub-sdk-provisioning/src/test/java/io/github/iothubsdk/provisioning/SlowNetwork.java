package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the clock go on by a while before and after one send: the request is held up, then its answer. */
final class SlowNetwork implements HttpTransport {

    private final HttpTransport inner;
    private final VirtualTime timeSource;
    private final AtomicInteger countdown;
    private final Duration before;
    private final Duration after;

    /** Slow at the nth send, from 1. */
    SlowNetwork(HttpTransport inner, VirtualTime timeSource, int nth, Duration before, Duration after) {
        this.inner = inner;
        this.timeSource = timeSource;
        this.countdown = new AtomicInteger(nth);
        this.before = before;
        this.after = after;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        boolean slow = countdown.decrementAndGet() == 0;
        timeSource.advance(slow ? before : Duration.ZERO);
        HttpResponse answer = inner.send(request);
        timeSource.advance(slow ? after : Duration.ZERO);
        return answer;
    }

    @Override
    public void close() {
        inner.close();
    }
}
