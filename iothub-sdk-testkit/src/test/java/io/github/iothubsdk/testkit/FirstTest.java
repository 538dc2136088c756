package io.github.iothubsdk.testkit;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@IotHubCloud
class FirstTest {

    @Test
    void buysOneInstance(Simulator cloud, ProvisioningClient client) {
        client.create(DemoRequest.of("plant-7").build(), Duration.ofHours(1));

        assertThat(cloud).hasOneOrder().paidOnce().runs("plant-7");
    }
}
