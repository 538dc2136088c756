package io.github.iothubsdk.examples.telemetry;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;

/** How do I see it in my monitoring? The listener feeds Micrometer with metrics, and OpenTelemetry with traces. */
public final class MetricsAndTraces {

    private MetricsAndTraces() {}

    /** Creates an instance, and prints what the registry and the exporter were told. */
    public static void main(String[] args) {
        var registry = new SimpleMeterRegistry();
        var exporter = InMemorySpanExporter.create();
        try (DemoCloud cloud = new DemoCloud();
                SdkTracerProvider tracing = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
            run(cloud, registry, tracing.get("iothub"));
            System.out.println(registry.getMetersAsString());
            exporter.getFinishedSpanItems().forEach(MetricsAndTraces::print);
        }
    }

    private static void print(SpanData span) {
        System.out.println(span.getName() + " " + span.getAttributes());
        span.getEvents().forEach(event -> System.out.println("  " + event.getName() + " " + event.getAttributes()));
    }

    static void run(DemoCloud cloud, MeterRegistry registry, Tracer tracer) {
        var metrics = new RunMetrics(registry);
        var traces = new RunTraces(tracer);
        try (ProvisioningClient client = cloud.client()
                .journal(Journals.inMemory())
                .listener(event -> {
                    metrics.on(event);
                    traces.on(event);
                })
                .build()) {
            client.create(DemoCloud.request("plant-7"), Duration.ofMinutes(1));
        }
    }
}
