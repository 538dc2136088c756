package io.github.iothubsdk.spring;

import io.github.iothubsdk.micrometer.IotHubMetrics;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Metrics, where {@code iothub-sdk-micrometer} is there and the application has a registry, or several and a primary one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({IotHubMetrics.class, MeterRegistry.class})
@SwitchedOn("iothub.metrics.enabled")
class IotHubMetricsConfiguration {

    private static final String OURS = "iotHubStarterMetrics";

    @Bean(OURS)
    @ConditionalOnSingleCandidate(MeterRegistry.class)
    @ConditionalOnMissingBean
    IotHubMetrics iotHubStarterMetrics(MeterRegistry registry) {
        return new IotHubMetrics(registry);
    }

    /** Within the spans, so that a sample can name the span that it belongs to. */
    @Bean
    @Order(1)
    Telemetry<IotHubMetrics> iotHubMeteredSends(@Qualifier(OURS) ObjectProvider<IotHubMetrics> ours) {
        return new Telemetry<>(IotHubMetrics.class, ours, IotHubMetrics::around);
    }

    /** Of the client of this very context: one of a parent has its gauges there, for longer than a child may live. */
    @Bean
    @ConditionalOnSingleCandidate(value = ProvisioningClient.class, search = SearchStrategy.CURRENT)
    JournalGauges iotHubJournalGauges(
            ProvisioningClient client,
            Telemetry<IotHubMetrics> metrics,
            ObjectProvider<ProvisioningListener> listeners) {
        return new JournalGauges(
                client, () -> metrics.chosen(listeners.orderedStream().toList()));
    }
}
