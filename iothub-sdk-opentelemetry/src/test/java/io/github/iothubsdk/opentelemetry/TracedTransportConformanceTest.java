package io.github.iothubsdk.opentelemetry;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.HttpTransportConformance;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;

/** A transport that is traced still does what every transport must. */
class TracedTransportConformanceTest extends HttpTransportConformance {

    @Override
    protected HttpTransport create(Duration connectTimeout) {
        var telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
                        .build())
                .build();
        return new IotHubTraces(telemetry).around(HttpTransports.okHttp(connectTimeout));
    }
}
