package io.github.iothubsdk.micrometer;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.testkit.VirtualTime;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;

/** A registry on the virtual time, and a client that feeds it. */
final class MeteredCloud implements AutoCloseable {

    final PrometheusMeterRegistry registry;
    final IotHubMetrics metrics;
    final ProvisioningClient client;

    MeteredCloud(ProvisioningClientBuilder builder, VirtualTime time) {
        registry = registry(time);
        metrics = new IotHubMetrics(registry);
        client = builder.listener(metrics).aroundTransport(metrics::around).build();
        metrics.watch(client);
    }

    static PrometheusMeterRegistry registry(VirtualTime time) {
        Clock clock = new Clock() {
            @Override
            public long wallTime() {
                return TimeUnit.NANOSECONDS.toMillis(time.nanos());
            }

            @Override
            public long monotonicTime() {
                return time.nanos();
            }
        };
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    }

    double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Override
    public void close() {
        client.close();
    }
}
