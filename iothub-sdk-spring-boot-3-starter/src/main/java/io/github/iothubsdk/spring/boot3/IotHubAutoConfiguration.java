package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.IotHubConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Sets up the IoT Hub client, unless {@code iothub.enabled} is false; each bean steps back for one of the application's. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration",
            "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration"
        })
@Import({IotHubConfiguration.class, IotHubHealthConfiguration.class})
public class IotHubAutoConfiguration {

    /** For Spring. */
    public IotHubAutoConfiguration() {}
}
