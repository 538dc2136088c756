/**
 * Metrics of runs, money and calls, for any monitoring system that Micrometer feeds.
 *
 * <p>{@link io.github.iothubsdk.micrometer.IotHubMetrics} is a listener of the client, wraps its transport to count the calls,
 * and watches its journal: the gauge {@code iothub.runs.unknown} says in how many runs money may have moved, which is what to
 * wake somebody for. Every tag has few values. The page docs/monitoring.md lists each meter, with a dashboard for Grafana and
 * alert rules for Prometheus.
 *
 * <pre>{@code
 * IotHubMetrics metrics = new IotHubMetrics(io.micrometer.core.instrument.Metrics.globalRegistry);
 * try (ProvisioningClient client = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inDirectory(Path.of("iothub-journal")))
 *         .listener(metrics)
 *         .aroundTransport(metrics::around)
 *         .build()) {
 *     metrics.watch(client);
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.micrometer;

import org.jspecify.annotations.NullMarked;
