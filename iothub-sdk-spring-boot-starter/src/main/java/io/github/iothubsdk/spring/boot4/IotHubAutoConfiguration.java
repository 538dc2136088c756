package io.github.iothubsdk.spring.boot4;

import io.github.iothubsdk.spring.IotHubConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Sets up the IoT Hub client, unless {@code iothub.enabled} is false; each bean steps back for one of the application's. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration"
        })
@Import({IotHubConfiguration.class, IotHubHealthConfiguration.class})
public class IotHubAutoConfiguration {

    /** For Spring. */
    public IotHubAutoConfiguration() {}
}
