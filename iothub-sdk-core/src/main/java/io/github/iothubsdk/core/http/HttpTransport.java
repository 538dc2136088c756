package io.github.iothubsdk.core.http;

import java.io.IOException;

/**
 * Sends one request once, and reads its answer: the seam for other HTTP clients.
 *
 * <p>Implementations must be thread-safe, and must never send a request a second time by themselves, whatever comes
 * back: not after 408, 421, 503 with {@code Retry-After}, a redirect, or a lost connection. A request may be an order.
 */
public interface HttpTransport extends AutoCloseable {

    /** The largest body that is read, in bytes, decompressed: 16 MiB. A larger one is not one of JD Cloud's. */
    int MOST_BYTES = 16 << 20;

    /**
     * Sends the request as it is; adds nothing that is signed and follows no redirect.
     *
     * <p>Path and query go out as they are written, since they are signed so. A client that would change them, such as one
     * that resolves a segment of dots ({@code /v1/a/../b}), refuses them as not sent.
     *
     * @throws NotSentException when certainly no byte of the request reached the server
     * @throws IOException when no whole answer of at most {@link #MOST_BYTES} came back within the request's timeout;
     *     the request may have arrived
     * @throws InterruptedException within 250 ms of the thread being interrupted; it may have arrived, unless the thread was
     *     interrupted before: then nothing is sent
     */
    HttpResponse send(HttpRequest request) throws IOException, InterruptedException;

    /** Lets go of connections and threads. */
    @Override
    void close();
}
