package io.github.iothubsdk.spring.boot3;

import io.github.iothubsdk.spring.IotHubHealth;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of this line, where the application has health at all. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.health.HealthIndicator",
            "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
        })
class IotHubHealthConfiguration {

    @Bean
    @ConditionalOnBean(IotHubHealth.class)
    @ConditionalOnEnabledHealthIndicator("iothub")
    @ConditionalOnMissingBean
    IotHubHealthIndicator iothubHealthIndicator(IotHubHealth health) {
        return new IotHubHealthIndicator(health);
    }
}
