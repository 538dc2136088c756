package io.github.iothubsdk.testkit;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What everybody who buys instances tests; docs/testing.md shows it word for word. */
@IotHubCloud
class FiveClassicsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    // begin
    @Test
    void buysNothingWhenTheBalanceIsShort(Simulator cloud, Account account, ProvisioningClient client) {
        account.cash("12.30");

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.create(DemoRequest.of("plant-7").build(), HOUR))
                .withMessageContaining("balance");
        assertThat(cloud).hasNoOrder().hasNoWrite();
    }

    @Test
    void saysThatTheOrderWasDenied(Simulator cloud, Account account, ProvisioningClient client) {
        account.deny(Route.CREATE_INSTANCE);

        assertThatExceptionOfType(ProvisioningException.Invalid.class)
                .isThrownBy(() -> client.create(DemoRequest.of("plant-7").build(), HOUR))
                .withMessageContaining("iothub:createInstance");
        assertThat(cloud).hasNoOrder().hasCalls(Route.CREATE_INSTANCE, 1);
    }

    @Test
    void paysOnceWhenTheAnswerToThePaymentIsLost(Simulator cloud, ProvisioningClient client) {
        cloud.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();

        client.create(DemoRequest.of("plant-7").build(), HOUR);

        assertThat(cloud).hasOneOrder().paidOnce().runs("plant-7");
    }

    @Test
    void paysNothingAboveTheCeiling(Simulator cloud, Account account, ProvisioningClient client) {
        account.orderAmount("88.00");
        var request = DemoRequest.of("plant-7").spendAtMost(Money.cny("50.00")).build();

        assertThatExceptionOfType(ProvisioningException.Unfinished.class)
                .isThrownBy(() -> client.create(request, HOUR))
                .withMessageContaining("88.00");
        assertThat(cloud).hasOneOrder().paidNothing();
    }

    @Test
    void tellsAnInstanceThatFails(Simulator cloud, Account account, ProvisioningClient client) {
        account.nextInstance(Fate.ITEM_FAILS);

        assertThatExceptionOfType(ProvisioningException.Broken.class)
                .isThrownBy(() -> client.create(DemoRequest.of("plant-7").build(), HOUR));
        assertThat(cloud).hasOneOrder().paidOnce();
    }
    // end
}
