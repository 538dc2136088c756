package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every call that a preflight and a whole create make, in docs/performance.md as a number. */
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
            client.preflight(Cloud.request("plant-7").build());
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

    /** The bar is eight: who asks, all that is looked at first together, and then each call of the purchase by itself. */
    @Test
    void needsSevenRoundTripsInARowAndTheLaterLooksAtTheList() {
        CountDownLatch together = new CountDownLatch(PREFLIGHT.length - 1);
        AtomicInteger calls = new AtomicInteger();
        try (var cloud = Cloud.inProcess(
                        simulator -> simulator.preparing(Duration.ZERO).building(Duration.ZERO));
                var client = cloud.builder()
                        .transport(() -> new PausingTransport(new InProcess(cloud.simulator), request -> {
                            int nth = calls.incrementAndGet();
                            if (nth > 1
                                    && nth <= PREFLIGHT.length) { // none of these gets its answer before all are sent
                                together.countDown();
                                await(together);
                            }
                        }))
                        .build()) {
            client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(60));
            List<Route> made = routes(cloud);
            assertThat(made.get(0)).isEqualTo(Route.DESCRIBE_USER);
            assertThat(together.getCount()).isZero();
            int inARow = made.size() - (PREFLIGHT.length - 1) + 1;
            assertThat(inARow).as("%s", made).isEqualTo(7);
        }
    }

    /** A minute is for a build that fails: then one call waits for the answer of another. */
    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Route> routes(Cloud cloud) {
        return cloud.simulator.ledger().calls().stream().map(Ledger.Call::route).toList();
    }
}
