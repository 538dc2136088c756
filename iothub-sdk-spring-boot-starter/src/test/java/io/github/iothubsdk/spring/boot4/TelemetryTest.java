package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.contract.TelemetryContract;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;

/** Metrics and traces on this line, with the registry and the OpenTelemetry that it makes. */
class TelemetryTest extends TelemetryContract {

    TelemetryTest() {
        super(
                IotHubAutoConfiguration.class,
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                OpenTelemetrySdkAutoConfiguration.class);
    }
}
