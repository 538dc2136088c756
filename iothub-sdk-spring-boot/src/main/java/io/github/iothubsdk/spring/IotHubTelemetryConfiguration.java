package io.github.iothubsdk.spring;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.micrometer.IotHubMetrics;
import io.github.iothubsdk.opentelemetry.IotHubTraces;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Metrics and traces, each where its module is on the class path and the application has a registry, or OpenTelemetry. They are
 * asked for when the client is made, so that it does not matter which auto-configuration made them.
 */
@Configuration(proxyBeanMethods = false)
class IotHubTelemetryConfiguration {

    /** On {@code iothub-sdk-micrometer}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({IotHubMetrics.class, MeterRegistry.class})
    static class Metrics {
        @Bean
        Telemetry iotHubMetrics(ObjectProvider<MeterRegistry> registries) {
            MeterRegistry registry = registries.getIfUnique();
            return new Metered(registry == null ? null : new IotHubMetrics(registry));
        }
    }

    /** On {@code iothub-sdk-opentelemetry}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({IotHubTraces.class, OpenTelemetry.class})
    static class Traces {
        @Bean
        Telemetry iotHubTraces(ObjectProvider<OpenTelemetry> all) {
            OpenTelemetry telemetry = all.getIfUnique();
            return new Traced(telemetry == null ? null : new IotHubTraces(telemetry));
        }
    }

    private record Metered(@Nullable IotHubMetrics metrics) implements Telemetry {
        @Override
        public boolean isThere() {
            return metrics != null;
        }

        @Override
        public ProvisioningListener listener() {
            return requireNonNull(metrics);
        }

        @Override
        public HttpTransport around(HttpTransport next) {
            return requireNonNull(metrics).around(next);
        }

        @Override
        public void watch(ProvisioningClient client) {
            requireNonNull(metrics).watch(client);
        }
    }

    private record Traced(@Nullable IotHubTraces traces) implements Telemetry {
        @Override
        public boolean isThere() {
            return traces != null;
        }

        @Override
        public ProvisioningListener listener() {
            return requireNonNull(traces);
        }

        @Override
        public HttpTransport around(HttpTransport next) {
            return requireNonNull(traces).around(next);
        }
    }
}
