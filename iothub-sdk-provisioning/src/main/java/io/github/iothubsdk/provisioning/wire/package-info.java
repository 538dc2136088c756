/**
 * How IoT Hub instances are spoken of on the wire: dialects, with the source of each word.
 *
 * <p>JD Cloud publishes no API for IoT Hub instances. What this product says on the wire is partly published, partly was once,
 * and partly is inferred; {@link io.github.iothubsdk.provisioning.wire.WireDialect#facts()} tells which is which. Whoever
 * learns the real words writes them into a file, and nothing else changes.
 *
 * <pre>{@code
 * WireDialect dialect = WireDialects.iotHub2020();
 * dialect.facts().stream()
 *         .filter(fact -> fact.source().basis() == WireSource.Basis.INFERRED)
 *         .forEach(fact -> System.out.println(fact.subject() + " " + fact.part() + ": " + fact.wire()));
 * var builder = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inMemory())
 *         .dialect(dialect);
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.provisioning.wire;

import org.jspecify.annotations.NullMarked;
