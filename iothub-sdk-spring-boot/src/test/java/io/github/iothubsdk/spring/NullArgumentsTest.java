package io.github.iothubsdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.NullArguments;
import io.github.iothubsdk.house.Samples;
import io.github.iothubsdk.provisioning.spi.SecretSource;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import org.junit.jupiter.api.Test;

/** A null is refused at the call, by the name of the argument. */
class NullArgumentsTest {

    @Test
    void isRefusedByName() throws Exception {
        var hub = new IotHubProperties.Hub("cn-north-1", "", "vpc-1", "subnet-1", "mysql-1", "iothub", "host", "user");
        var nulls = new NullArguments(new Samples()
                .with(HubTemplate.class, () -> new HubTemplate(hub, SecretSource.environment()))
                .with(String.class, () -> "plant-7"));

        nulls.callAllOf(HubTemplate.class);
        nulls.callAllOf(SimulatedIotHub.class);

        assertThat(nulls.faults()).isEmpty();
        assertThat(nulls.called()).hasSize(2);
    }
}
