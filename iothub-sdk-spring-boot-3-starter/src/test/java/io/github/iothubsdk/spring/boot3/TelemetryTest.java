package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.contract.TelemetryContract;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;

/** Metrics and traces on this line, with the registry and the OpenTelemetry that it makes. */
class TelemetryTest extends TelemetryContract {

    TelemetryTest() {
        super(
                IotHubAutoConfiguration.class,
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                OpenTelemetryAutoConfiguration.class);
    }
}
