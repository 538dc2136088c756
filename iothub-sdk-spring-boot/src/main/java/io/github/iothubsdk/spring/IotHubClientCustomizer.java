package io.github.iothubsdk.spring;

import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;

/** Changes the client's builder last, for what no property says. Beans of this type are called in their order. */
@FunctionalInterface
public interface IotHubClientCustomizer {

    /** Called once, after all properties and beans were applied. */
    void customize(ProvisioningClientBuilder builder);
}
