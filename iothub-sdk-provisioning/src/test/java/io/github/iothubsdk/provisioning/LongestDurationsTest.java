package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For ever is as long as a year: no clock can add more, and a run whose order was lost must not end in that. */
class LongestDurationsTest {

    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void waitsForEverForALostOrder() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder()
                        .quietPeriod(FOR_EVER)
                        .vanishAfter(FOR_EVER)
                        .pollInterval(FOR_EVER)
                        .checkTimeout(FOR_EVER)
                        .build()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(1).dropConnection();

            var unfinished = catchThrowableOfType(
                    Unfinished.class,
                    () -> client.create(Cloud.request("plant-7").build(), Duration.ofHours(2)));

            assertThat(unfinished.reason()).isEqualTo(UnfinishedReason.TIME_USED_UP);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        }
    }
}
