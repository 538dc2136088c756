package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.provisioning.PowerCut.Fuse;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies at every moment there is, and another one goes on from the journal. */
class PowerCutTest {

    private static final Duration HOUR = Duration.ofMinutes(60);
    /** More moments than a run has; the test says itself that the last of them was never reached. */
    private static final int MOST = 400;

    private static CreateInstanceRequest request() {
        return Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build();
    }

    @ParameterizedTest(name = "after the write: {0}")
    @ValueSource(booleans = {false, true})
    void ordersAndPaysOnceWhicheverJournalEntryTheProcessDiesAt(boolean after) {
        int moments = everyMoment(
                after,
                (cloud, fuse) -> cloud.builder()
                        .journal(new PowerCut.DyingJournal(cloud.journal, fuse))
                        .build());

        assertThat(moments).isGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest(name = "after sending: {0}")
    @ValueSource(booleans = {false, true})
    void ordersAndPaysOnceWhicheverCallTheProcessDiesAt(boolean after) {
        int moments = everyMoment(
                after,
                (cloud, fuse) -> cloud.builder()
                        .transport(() -> new PowerCut.DyingTransport(fuse))
                        .build());

        assertThat(moments).isGreaterThanOrEqualTo(10);
    }

    /** How many moments there were to die at. */
    private static int everyMoment(boolean after, BiFunction<Cloud, Fuse, ProvisioningClient> mortal) {
        for (int moment = 1; moment <= MOST; moment++) {
            Fuse fuse = new Fuse(moment, after);
            try (var cloud = new Cloud(builder -> builder.building(Duration.ofMinutes(1)))) {
                cloud.account.orderAmount("20.00");
                Throwable death = die(cloud, mortal, fuse);
                if (!fuse.burnt()) {
                    assertThat(death).isNull();
                    return moment - 1;
                }
                assertThat(death).as("moment " + moment).isNotNull();
                goOn(cloud, moment);
            }
        }
        throw new AssertionError("a run has more than " + MOST + " moments");
    }

    private static @Nullable Throwable die(Cloud cloud, BiFunction<Cloud, Fuse, ProvisioningClient> mortal, Fuse fuse) {
        try (var client = mortal.apply(cloud, fuse)) {
            return catchThrowable(() -> client.create(request(), HOUR));
        }
    }

    private static void goOn(Cloud cloud, int moment) {
        cloud.timeSource.advance(Duration.ofSeconds(moment % 3 * 45L));
        List<Ledger.Call> before = cloud.simulator.ledger().calls(Route.CREATE_INSTANCE);
        try (var client = cloud.client()) {
            List<RunSummary> runs = client.runs();
            ProvisioningResult done = runs.isEmpty()
                    ? client.create(request(), HOUR)
                    : client.resume(runs.get(0).runId(), HOUR);

            assertThat(runs.isEmpty() && !before.isEmpty())
                    .as("a run that may have ordered is in the journal")
                    .isFalse();
            assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
            assertThat(cloud.ledger())
                    .as("moment " + moment)
                    .isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
            assertThat(cloud.account.cash()).isEqualByComparingTo("996.80");
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE))
                    .extracting(call -> call.requestBody().replaceAll(".*\"clientToken\":\"([^\"]+)\".*", "$1"))
                    .containsOnly(String.valueOf(
                            cloud.simulator.ledger().orders().get(0).clientToken()));
        }
    }

    @Test
    void ordersOnceWhenTheProcessDiesTwiceWhileTheOrderIsUnderWay() {
        try (var cloud = new Cloud()) {
            cloud.account.orderAmount("20.00");
            for (int death = 1; death <= 2; death++) {
                try (var client = cloud.builder()
                        .transport(() -> new PlainTransport() {
                            @Override
                            public io.github.iothubsdk.core.http.HttpResponse send(
                                    io.github.iothubsdk.core.http.HttpRequest request)
                                    throws java.io.IOException, InterruptedException {
                                var answer = super.send(request);
                                boolean looks = request.path().endsWith("/orders")
                                        && !cloud.simulator.ledger().orders().isEmpty();
                                if (orders(request) || looks) {
                                    throw new PowerCut();
                                }
                                return answer;
                            }
                        })
                        .build()) {
                    List<RunSummary> runs = client.unfinishedRuns();
                    Throwable cut = catchThrowable(() -> {
                        if (runs.isEmpty()) {
                            client.create(request(), HOUR);
                        } else {
                            client.resume(runs.get(0).runId(), HOUR);
                        }
                    });
                    assertThat(cut).isInstanceOf(PowerCut.class);
                }
            }
            try (var client = cloud.client()) {
                client.resume(client.unfinishedRuns().get(0).runId(), HOUR);
            }
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
