/**
 * Traces of runs and of their calls, for any tracing system that OpenTelemetry feeds.
 *
 * <p>{@link io.github.iothubsdk.opentelemetry.IotHubTraces} is a listener of the client: a span for each run, with an event
 * for each thing that cannot be undone. It wraps the client's transport, too: a span for each send, by the stable conventions
 * for HTTP clients. Every span of a run has the attribute {@code iothub.run.id}, in every process; {@link
 * io.github.iothubsdk.opentelemetry.RunContexts} links the spans of a run that went on in another. The page
 * docs/monitoring.md lists what each span says.
 *
 * <pre>{@code
 * IotHubTraces traces = new IotHubTraces(io.opentelemetry.api.GlobalOpenTelemetry.get());
 * try (ProvisioningClient client = ProvisioningClient.builder(CredentialsProvider.defaultChain())
 *         .journal(Journals.inDirectory(Path.of("iothub-journal")))
 *         .listener(traces)
 *         .aroundTransport(traces::around)
 *         .build()) {
 *     client.unfinishedRuns().forEach(run -> client.resume(run.runId(), Duration.ofHours(1)));
 * }
 * }</pre>
 */
@NullMarked
package io.github.iothubsdk.opentelemetry;

import org.jspecify.annotations.NullMarked;
