package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.house.NullArguments;
import io.github.iothubsdk.house.Samples;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A null is refused at the call, by the name of the argument. */
@IotHubCloud
class NullArgumentsTest {

    @Test
    void isRefusedByName(Simulator cloud, ProvisioningClient client) throws Exception {
        ProvisioningRun run = client.start(DemoRequest.of("plant-7").build());
        run.cancel();
        var nulls = new NullArguments(new Samples()
                .with(Simulator.class, () -> cloud)
                .with(ProvisioningRun.class, () -> run)
                .with(VirtualTime.class, VirtualTime::new)
                .with(CloudAssert.class, () -> IotHubAssertions.assertThat(cloud))
                .with(IotHubCloudExtension.class, IotHubCloudExtension::new)
                .with(IotHubCloudExtension.Builder.class, IotHubCloudExtension::builder)
                .with(Duration.class, () -> Duration.ofSeconds(1)));

        nulls.callAllOf(IotHubCloud.class);

        assertThat(nulls.faults()).isEmpty();
        assertThat(nulls.called()).hasSizeGreaterThanOrEqualTo(30);
    }
}
