package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Actuator shows, where the application has it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint",
            "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint"
        })
class IotHubActuatorConfiguration {

    @Bean
    @ConditionalOnBean(RunDriver.class)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    IotHubEndpoint iotHubEndpoint(ProvisioningClient client, RunDriver runs) {
        return new IotHubEndpoint(client, runs);
    }

    @Bean
    SanitizingFunction iotHubSecretsSanitizer(ObjectProvider<IotHubConnectionDetails> details) {
        return new SecretsSanitizer(details::getIfAvailable);
    }
}
