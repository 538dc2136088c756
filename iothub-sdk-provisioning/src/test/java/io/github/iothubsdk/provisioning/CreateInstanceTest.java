package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CreateInstanceTest {

    @Test
    void createsAnInstanceFromOneCall() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            ProvisioningResult done = client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(60));

            assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
            assertThat(done.instance().name()).isEqualTo("plant-7");
            assertThat(done.paid()).isEqualTo(Money.cny("0.00"));
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
            assertThat(client.unfinishedRuns()).isEmpty();
        }
    }
}
