package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list that counts more rows than it shows proves nothing; here nobody else would stop a second order. */
class HiddenRowsTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud =
            Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));

    @AfterEach
    void close() {
        cloud.close();
    }

    private void hide(Route list, int from, int to) {
        for (int call = from; call <= to; call++) {
            cloud.simulator.faults().on(list).call(call).rowsGone();
        }
    }

    @Test
    void doesNotOrderAgainWhileTheOrderListHidesARow() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        hide(Route.QUERY_ORDERS, 1, 30);
        try (var client = cloud.client()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
        }
        assertThat(cloud.simulator.faults().remaining()).isEmpty();
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void doesNotTakeANameForFreeWhileTheInstanceListHidesARow() {
        cloud.account.instance("plant-7");
        hide(Route.LIST_INSTANCES, 1, 1);
        try (var client = cloud.client()) {
            var invalid = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
            assertThat(invalid).hasMessageContaining("has the name plant-7");
        }
        assertThat(cloud.simulator.ledger().orders()).isEmpty();
    }

    @Test
    void doesNotCallAnInstanceGoneWhileTheListHidesIt() {
        hide(Route.LIST_INSTANCES, 10, 60);
        try (var client = cloud.client()) {
            client.create(Cloud.request("plant-7").build(), HOUR);
        }
        assertThat(cloud.simulator.faults().remaining()).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }
}
