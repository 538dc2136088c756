/**
 * Conformance kits: extend one class, say how yours is made, and learn whether it keeps what money depends on.
 *
 * <p>For an {@link io.github.iothubsdk.core.http.HttpTransport} there are {@link
 * io.github.iothubsdk.testkit.conformance.HttpTransportConformance} (one copy of each send, interrupts, time-outs) and {@link
 * io.github.iothubsdk.testkit.conformance.HostileServiceConformance} (a service that means harm). For a {@link
 * io.github.iothubsdk.provisioning.spi.Journal} there is {@link io.github.iothubsdk.testkit.conformance.JournalConformance} (two
 * owners, one name, a write that is cut off). For a {@link io.github.iothubsdk.provisioning.spi.SchemaTransport} there is {@link
 * io.github.iothubsdk.testkit.conformance.SchemaTransportConformance} (never over rows, once for all, cut off in the middle).
 * Their tests have the names of what must hold. The SDK's own pass the same kits.
 *
 * <pre>{@code
 * class OwnTransportTest extends HttpTransportConformance {
 *     protected HttpTransport create(Duration connectTimeout) {
 *         return HttpTransports.jdk(connectTimeout);
 *     }
 * }
 * System.out.println(OwnTransportTest.class + " is a whole test class");
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.testkit.conformance;

import org.jspecify.annotations.NullMarked;
