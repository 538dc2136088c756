package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Runs under the service's own limit of calls a minute, which is small here. */
class RateLimitedRunsTest {

    private static final int RUNS = 40;

    /** The service's limit is higher by the threads whose call may be under way when virtual time jumps a minute on. */
    @Test
    void createsManyInstancesWithoutBeingRefusedOnceForTheRate() {
        try (var cloud = new Cloud(simulator -> simulator.rateLimit(60 + 15));
                var client = cloud.builder().rateLimit(60).build()) {
            List<CompletableFuture<ProvisioningResult>> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(client.start(Cloud.request("plant-" + i).build()).result());
            }
            AsyncLoop.until(cloud, () -> runs.stream().allMatch(CompletableFuture::isDone));

            assertThat(runs).noneMatch(CompletableFuture::isCompletedExceptionally);
            assertThat(cloud.simulator.ledger().calls())
                    .extracting(Ledger.Call::httpStatus)
                    .doesNotContain(429);
            assertThat(cloud.ledger()).isEqualTo("ledger: 40 orders, 40 payments, 40 instances RUNNING");
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(RUNS);
        }
    }

    /** Another process has used the account's calls up: this one is refused, holds back, and goes on. */
    @Test
    void goesOnWhenSomebodyElseUsesTheAccountsCallsUp() {
        try (var cloud = new Cloud(simulator -> simulator.rateLimit(60));
                var other = cloud.builder().rateLimit(0).build();
                var client = cloud.builder().rateLimit(60).build()) {
            other.preflight(Cloud.request("plant-6").build());
            for (int i = 0; i < 45; i++) {
                other.instances("cn-north-1").list();
            }
            assertThat(client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(60)))
                    .isNotNull();
            assertThat(cloud.simulator.ledger().calls())
                    .filteredOn(call -> call.httpStatus() == 429)
                    .hasSizeBetween(1, 12);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void waitsForItsTurnBeforeItClaims() {
        try (var cloud = new Cloud(simulator -> simulator.rateLimit(0));
                var client = cloud.builder().rateLimit(7).build()) {
            client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(60));

            assertThat(cloud.events.stream().filter(ProvisioningEvent.Claimed.class::isInstance))
                    .hasSize(2);
            for (int i = 0; i < cloud.events.size(); i++) {
                if (cloud.events.get(i) instanceof ProvisioningEvent.Claimed claimed
                        && claimed.step().equals("PlaceOrder")) {
                    assertThat(cloud.events.get(i - 1))
                            .isInstanceOfSatisfying(
                                    ProvisioningEvent.Waiting.class,
                                    waiting -> assertThat(waiting.seen()).contains("calls of this minute"));
                    assertThat(cloud.events.get(i + 1)).isInstanceOf(ProvisioningEvent.Ordered.class);
                }
            }
        }
    }
}
