package io.github.iothubsdk.testkit;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test schedules comes after what a run does before, though its threads take a while of real time. */
@Timeout(60)
@IotHubCloud
class VirtualTimeRunsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    private static void in(VirtualTime time, Duration delay, Runnable task) {
        Future<?> scheduled = time.schedule(delay, task);
        assertThat(scheduled).isNotNull();
    }

    /** A run's first turn is due when it is started. */
    @RepeatedTest(40)
    void standsUntilARunThatWasStartedHasBegun(Simulator cloud, ProvisioningClient client, VirtualTime time)
            throws Exception {
        in(time, LATER, () -> {});
        time.until(client.start(DemoRequest.of("plant-7").build()));

        assertThat(cloud.ledger().orders()).extracting(Ledger.Order::at).containsExactly(VirtualTime.START);
    }

    @Test
    void standsUntilAllRunsHaveBegun(Simulator cloud, ProvisioningClient client, VirtualTime time) throws Exception {
        in(time, LATER, () -> {});
        time.untilAll(List.of(
                client.start(DemoRequest.of("plant-7").build()),
                client.start(DemoRequest.of("plant-8").build())));

        assertThat(cloud.ledger().orders())
                .extracting(Ledger.Order::at)
                .hasSize(2)
                .containsOnly(VirtualTime.START);
    }

    @Test
    void standsUntilASecondRunHasBegunWhileTheFirstWaits(Simulator cloud, ProvisioningClient client, VirtualTime time)
            throws Exception {
        ProvisioningRun first = client.start(DemoRequest.of("plant-7").build());
        time.until(() -> first.state().phase() == ProvisioningRun.Phase.WAITING
                && !cloud.ledger().payments().isEmpty());
        var before = time.instant();
        time.until(client.start(DemoRequest.of("plant-8").build()));

        assertThat(cloud.ledger().orders().get(1).at()).isEqualTo(before);
    }

    /** The account is emptied ten seconds after the beginning: the instance is paid long before. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hasTheSameOutcomeForAStartedRunAsForABlockingOne(
            boolean blocking, Simulator cloud, Account account, ProvisioningClient client, VirtualTime time)
            throws Exception {
        account.orderAmount("88.00").cash("100.00");
        in(time, LATER, () -> account.cash("0.00"));
        var request = DemoRequest.of("plant-7").spendAtMost(Money.cny("90.00")).build();
        if (blocking) {
            client.create(request, HOUR);
        } else {
            time.until(client.start(request));
        }
        assertThat(cloud).hasOneOrder().paid("88.00").runs("plant-7");
    }
}
