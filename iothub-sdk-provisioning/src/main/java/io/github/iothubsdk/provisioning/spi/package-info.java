/**
 * What you can put in place of a part of the client: journals, checks, payment rules, listeners, schema transports.
 *
 * <p>Each is a small interface that is given to the builder of the client. What they throw never costs a run: it stops, says
 * where the failure came from, and can be resumed. Implementations are called from several threads. Interfaces of this
 * package gain methods only with a default.
 *
 * <pre>{@code
 * PaymentPolicy smallOrdersOnly = (order, request) -> order.payable()
 *         .filter(price -> !price.isMoreThan(Money.cny("20.00")))
 *         .map(price -> Optional.<String>empty())
 *         .orElse(Optional.of("only orders up to 20 yuan are paid without a person"));
 * ProvisioningListener counting = event -> System.out.println(event.kind());
 * var builder = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inMemory())
 *         .paymentPolicy(smallOrdersOnly)
 *         .listener(counting);
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.provisioning.spi;

import org.jspecify.annotations.NullMarked;
