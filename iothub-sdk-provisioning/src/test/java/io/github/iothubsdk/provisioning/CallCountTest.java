package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every call that a plan and a whole create make, in docs/performance.md as a number. */
class CallCountTest {

    private static final Route[] PREFLIGHT = {
        Route.DESCRIBE_USER,
        Route.DESCRIBE_ACCOUNT_AMOUNT,
        Route.DESCRIBE_VPC,
        Route.DESCRIBE_SUBNET,
        Route.DESCRIBE_RDS_INSTANCE,
        Route.DESCRIBE_DATABASES,
        Route.LIST_INSTANCES,
        Route.QUERY_ORDERS
    };

    @Test
    void plansWithOneCallForEachFact() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            client.plan(Cloud.request("plant-7").build());
            assertThat(routes(cloud)).containsExactlyInAnyOrder(PREFLIGHT);
        }
    }

    @Test
    void createsWithTwelveCallsAndOneLookAtTheListForEachInterval() {
        try (var cloud = new Cloud(
                        simulator -> simulator.preparing(Duration.ofSeconds(5)).building(Duration.ofSeconds(20)));
                var client = cloud.client()) {
            client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(60));
            List<Route> made = routes(cloud);
            assertThat(made.subList(0, 8)).containsExactlyInAnyOrder(PREFLIGHT);
            assertThat(made.subList(8, made.size()))
                    .containsExactly(
                            Route.CREATE_INSTANCE,
                            Route.QUERY_ORDER, // what it costs, and whether somebody has paid or cancelled it since
                            Route.PAY_ORDER,
                            Route.QUERY_ORDER, // whether it is paid: the answer to the payment does not say
                            Route.LIST_INSTANCES,
                            Route.LIST_INSTANCES,
                            Route.LIST_INSTANCES);
        }
    }

    private static List<Route> routes(Cloud cloud) {
        return cloud.simulator.ledger().calls().stream().map(Ledger.Call::route).toList();
    }
}
