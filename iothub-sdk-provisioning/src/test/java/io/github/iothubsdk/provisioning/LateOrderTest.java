package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders that arrive late, and orders among many others. */
@Timeout(60)
class LateOrderTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    /** A slow send that fails after 70 s may have left as late as that; nothing but time would stop a second order here. */
    @Test
    void beginsTheQuietPeriodWhenTheSendEnds() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false))) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(55));
            try (var client = slowAtOrder(1, cloud, Duration.ofSeconds(70))) {
                client.create(request, HOUR);
            }
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    private static ProvisioningClient slowAtOrder(int copy, Cloud cloud, Duration held) {
        AtomicInteger copies = new AtomicInteger();
        return cloud.builder()
                .transport(() -> new PausingTransport(new InProcess(cloud.simulator), send -> {
                    boolean order = send.method().equals("POST") && send.path().endsWith("/instances");
                    if (order && copies.incrementAndGet() == copy) {
                        cloud.timeSource.advance(held);
                    }
                }))
                .build();
    }

    @Test
    void findsTheCopyThatArrivedAfterTheQuietPeriodWhenTheSecondIsRefusedForIt() {
        try (var cloud = Cloud.inProcess(builder -> builder.honourClientTokens(false));
                var client = slowAtOrder(2, cloud, Duration.ofSeconds(10))) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(425));
            client.create(request, HOUR);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(2);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void findsItsOrderAmongHundredsThatWereMadeMeanwhile() {
        try (var cloud = Cloud.inProcess(builder -> builder.rateLimit(0));
                var client = cloud.builder().rateLimit(0).build()) {
            List<CompletableFuture<?>> others = new ArrayList<>();
            for (int i = 0; i < 240; i++) {
                others.add(client.start(Cloud.request("other-" + i).build()).result());
            }
            while (cloud.simulator.ledger().orders().size() < 240) {
                Thread.onSpinWait();
            }
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            client.create(request, HOUR);

            assertThat(cloud.simulator.ledger().orders()).hasSize(241);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(241);
            assertThat(others).hasSize(240);
        }
    }
}
