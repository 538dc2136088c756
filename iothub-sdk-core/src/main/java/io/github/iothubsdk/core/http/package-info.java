/**
 * What an HTTP client must do to carry calls that cost money, for who brings one of their own.
 *
 * <p>An {@link io.github.iothubsdk.core.http.HttpTransport} sends one signed
 * {@link io.github.iothubsdk.core.http.HttpRequest} once: no retry, no redirect, no second connection behind the caller's
 * back. What it throws says whether a byte may have left; only a {@link io.github.iothubsdk.core.http.NotSentException}
 * promises that none has. {@code HttpTransports} makes those that are ready; the {@code tests} jar of this module has the
 * conformance tests that an own one must pass.
 *
 * <pre>{@code
 * // Tells how long each call took.
 * final class Timed implements HttpTransport {
 *     private final HttpTransport sender = HttpTransports.jdk();
 *
 *     public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
 *         long begun = System.nanoTime();
 *         try {
 *             return sender.send(request);
 *         } finally {
 *             System.out.println(request.path() + " took " + (System.nanoTime() - begun) / 1_000_000 + " ms");
 *         }
 *     }
 *
 *     public void close() {
 *         sender.close();
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.core.http;

import org.jspecify.annotations.NullMarked;
