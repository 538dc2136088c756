package io.github.iothubsdk.spring;

import io.github.iothubsdk.opentelemetry.IotHubTraces;
import io.github.iothubsdk.opentelemetry.RunContexts;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Traces, where {@code iothub-sdk-opentelemetry} is there and the application has OpenTelemetry. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({IotHubTraces.class, OpenTelemetry.class})
@SwitchedOn("iothub.tracing.enabled")
class IotHubTracingConfiguration {

    private static final String OURS = "iotHubStarterTraces";

    @Bean(OURS)
    @ConditionalOnSingleCandidate(OpenTelemetry.class)
    @ConditionalOnMissingBean
    IotHubTraces iotHubStarterTraces(OpenTelemetry telemetry, ObjectProvider<RunContexts> contexts) {
        return new IotHubTraces(telemetry, contexts.getIfAvailable(RunContexts::none));
    }

    @Bean
    @Order(2)
    Telemetry<IotHubTraces> iotHubTracedSends(@Qualifier(OURS) ObjectProvider<IotHubTraces> ours) {
        return new Telemetry<>(IotHubTraces.class, ours, IotHubTraces::around);
    }
}
