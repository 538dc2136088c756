package io.github.iothubsdk.examples.telemetry;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.micrometer.IotHubMetrics;
import io.github.iothubsdk.opentelemetry.IotHubTraces;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;

/** How do I see it in my monitoring? Two listeners feed Micrometer and OpenTelemetry, and wrap the transport. */
public final class MetricsAndTraces {

    private MetricsAndTraces() {}

    /** Creates an instance, and prints what the registry and the exporter were told. */
    public static void main(String[] args) {
        var registry = new SimpleMeterRegistry();
        var exporter = InMemorySpanExporter.create();
        try (DemoCloud cloud = new DemoCloud();
                OpenTelemetrySdk telemetry = tracing(exporter)) {
            run(cloud, registry, telemetry);
            System.out.println(registry.getMetersAsString());
            exporter.getFinishedSpanItems().forEach(MetricsAndTraces::print);
        }
    }

    /** In your service: what exports to your tracing system. */
    static OpenTelemetrySdk tracing(InMemorySpanExporter exporter) {
        var spans = SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter));
        return OpenTelemetrySdk.builder().setTracerProvider(spans.build()).build();
    }

    private static void print(SpanData span) {
        System.out.println(span.getName() + " " + span.getAttributes());
        span.getEvents().forEach(event -> System.out.println("  " + event.getName() + " " + event.getAttributes()));
    }

    static void run(DemoCloud cloud, MeterRegistry registry, OpenTelemetry telemetry) {
        var metrics = new IotHubMetrics(registry);
        var traces = new IotHubTraces(telemetry);
        try (ProvisioningClient client = cloud.client()
                .journal(Journals.inMemory())
                .listener(metrics)
                .listener(traces)
                .aroundTransport(metrics::around)
                .aroundTransport(traces::around)
                .build()) {
            metrics.watch(client);
            client.create(DemoCloud.request("plant-7"), Duration.ofMinutes(1));
        }
    }
}
