package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent.Recovering;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LostOrderOnALaterPageTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    /** An order that is not seen for a quiet period is sent again, so a short page must not hide it. */
    @Test
    void looksAtTheNextPageWhenTheTotalSaysThatThereIsMore() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            String other = client.create(Cloud.request("plant-6").build(), HOUR).orderNumber();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            cloud.simulator
                    .faults()
                    .on(Route.QUERY_ORDERS)
                    .call(2)
                    .odd(
                            "{\"requestId\":\"r\",\"result\":{\"resultList\":[{\"orderNumber\":\"" + other
                                    + "\"}],\"totalCount\":2}}",
                            200);

            String number =
                    client.create(Cloud.request("plant-7").build(), HOUR).orderNumber();

            assertThat(cloud.events)
                    .filteredOn(Recovering.class::isInstance)
                    .last()
                    .satisfies(event ->
                            assertThat(event.toString()).contains("order " + number + " (NO_PAY) is for this name"));
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(2);
            assertThat(cloud.simulator.ledger().payments()).hasSize(2);
        }
    }
}
