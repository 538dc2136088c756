package io.github.iothubsdk.core.internal;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body whose head can be written once, for a client that writes GET and HEAD up to five times.
 *
 * <p>The JDK's client asks for the length once for each head, after connecting and before writing it. So the first
 * question marks the request as on its way, and the second is refused, which ends the repetition unsent.
 */
final class OnceBody implements BodyPublisher {

    private final AtomicBoolean used = new AtomicBoolean();
    private final BodyPublisher bytes;

    OnceBody(byte[] body) {
        bytes = BodyPublishers.ofByteArray(body);
    }

    /** Keeps the request from leaving from now on; true when nothing of it has left, and nothing will. */
    boolean keepBack() {
        return !used.getAndSet(true);
    }

    @Override
    public long contentLength() {
        if (used.getAndSet(true)) {
            throw new IllegalStateException("the connection was lost before an answer; nothing is sent twice");
        }
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(subscriber);
    }
}
