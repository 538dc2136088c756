package io.github.iothubsdk.testkit;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rest of what docs/testing.md shows. */
@Timeout(60)
class TaughtTest {

    @Nested
    @IotHubCloud
    class Faults {

        @Test
        void goesOnInAnotherClientAfterTheFirstIsGone(Simulator cloud, ProvisioningClientBuilder builder) {
            cloud.faults().on(Route.QUERY_ORDER).always().status(503, "away");
            try (ProvisioningClient first = builder.build()) {
                first.begin(DemoRequest.of("plant-7").build());
            }
            cloud.faults().clear();
            try (ProvisioningClient second = builder.build()) {
                second.unfinishedRuns().forEach(run -> second.resume(run.runId(), Duration.ofHours(1)));
            }
            assertThat(cloud).hasOneOrder().paidOnce().runs("plant-7");
        }
    }

    @Nested
    @IotHubCloud
    class Time {

        @Test
        void waitsAQuarterOfAnHourInNoTime(ProvisioningClient client, VirtualTime time) throws Exception {
            ProvisioningRun run = client.start(DemoRequest.of("plant-7").build());

            ProvisioningResult done = time.until(run);

            assertThat(done.instance().name()).isEqualTo("plant-7");
            assertThat(Duration.between(VirtualTime.START, time.instant())).isGreaterThan(Duration.ofMinutes(15));
        }

        @Test
        void buysThreeAtOnce(Simulator cloud, ProvisioningClient client, VirtualTime time) throws Exception {
            List<ProvisioningRun> runs = IntStream.rangeClosed(1, 3)
                    .mapToObj(i -> client.start(DemoRequest.of("plant-" + i).build()))
                    .toList();

            time.untilAll(runs);

            assertThat(cloud).hasOrders(3).runs("plant-1").runs("plant-2").runs("plant-3");
        }
    }

    @Nested
    class SlowCloudTest {

        @RegisterExtension
        static final IotHubCloudExtension CLOUD = IotHubCloudExtension.builder()
                .simulator(cloud -> cloud.building(Duration.ofHours(2)).listLag(Duration.ofMinutes(1)))
                .account(account -> account.orderAmount("12.00"))
                .client(client -> client.pollInterval(Duration.ofMinutes(1)))
                .allow(Finding.FAULT_NEVER_STRUCK)
                .build();

        @Test
        void isPaidForBeforeItRuns(Simulator cloud, Account account, ProvisioningClient client) {
            var request =
                    DemoRequest.of("plant-7").spendAtMost(Money.cny("50.00")).build();

            client.create(request, Duration.ofHours(3));

            assertThat(cloud).paid("12.00").runs("plant-7");
            assertThat(account.cash()).isEqualByComparingTo("1004.80");
        }
    }
}
