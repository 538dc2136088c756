package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One look at the instance list serves everybody, and never costs more than looking alone. */
class SharedLookTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Cloud cloud = new Cloud(builder -> builder.rateLimit(0));
    private final ApiClient api = new ApiClient(
            CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))),
            ApiConfig.builder()
                    .endpoint(cloud.simulator.endpoint())
                    .timeSource(cloud.timeSource)
                    .build());
    private final InstanceListCache shared =
            new InstanceListCache(new InstanceApi(api, WireDialects.iotHubInferred()), cloud.timeSource, INTERVAL);

    @AfterEach
    void close() {
        api.close();
        cloud.close();
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(2), cloud.timeSource);
    }

    private List<Ledger.Call> lists() {
        return cloud.simulator.ledger().calls(Route.LIST_INSTANCES);
    }

    @Test
    void looksOnceForCallersThatAskTogether() throws Exception {
        cloud.account.instances(3);
        cloud.simulator.faults().on(Route.LIST_INSTANCES).afterEffect().stall(Duration.ofMillis(300));
        var together = new CountDownLatch(8);
        List<FutureTask<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var caller = new FutureTask<>(() -> {
                together.countDown();
                together.await();
                return shared.list(Demo.REGION, deadline()).rows().size();
            });
            callers.add(caller);
            new Thread(caller, "caller").start();
        }
        for (FutureTask<Integer> caller : callers) {
            assertThat(caller.get()).isEqualTo(3);
        }
        assertThat(lists()).hasSize(1);
        assertThat(cloud.ledger()).startsWith("ledger: 0 orders, 0 payments");
    }

    @Test
    void looksAgainOnlyWhenTheIntervalIsOver() {
        cloud.account.instances(3);
        shared.list(Demo.REGION, deadline());
        cloud.timeSource.advance(INTERVAL.minusMillis(1));
        shared.list(Demo.REGION, deadline());
        assertThat(lists()).hasSize(1);

        cloud.timeSource.advance(Duration.ofMillis(1));
        shared.list(Demo.REGION, deadline());

        assertThat(lists()).hasSize(2);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    /** Waiters may look as seldom as is wanted; what decides about money is of now. */
    @Test
    void isNeverOlderThanTenSecondsForWhoDoesNotWait() {
        var seldom = new InstanceListCache(
                new InstanceApi(api, WireDialects.iotHubInferred()), cloud.timeSource, Duration.ofMinutes(30));
        cloud.account.instances(3);
        String id = cloud.simulator.ledger().instances().get(0).id();
        seldom.list(Demo.REGION, deadline());
        cloud.timeSource.advance(Duration.ofSeconds(10));
        assertThat(seldom.find(Demo.REGION, id, deadline()).next())
                .isEqualTo(Duration.ofMinutes(30).minusSeconds(10));
        assertThat(lists()).hasSize(1);

        seldom.whole(Demo.REGION, deadline());
        assertThat(lists()).hasSize(2);
        cloud.timeSource.advance(Duration.ofMillis(9_999));
        seldom.list(Demo.REGION, deadline());
        assertThat(lists()).hasSize(2);
        cloud.timeSource.advance(Duration.ofMillis(1));
        seldom.list(Demo.REGION, deadline());
        assertThat(lists()).hasSize(3);
    }

    @Test
    void costsFewWaitersBesideAThousandInstancesNoMoreThanLookingAlone() {
        cloud.account.instances(1000);
        List<String> ids = cloud.simulator.ledger().instances().stream()
                .map(Ledger.Instance::id)
                .limit(3)
                .toList();
        shared.list(Demo.REGION, deadline());
        int pass = lists().size();
        int before = cloud.simulator.ledger().calls().size();

        for (int look = 0; look < 30; look++) {
            cloud.timeSource.advance(INTERVAL);
            ids.forEach(
                    id -> assertThat(shared.find(Demo.REGION, id, deadline()).instance())
                            .isPresent());
        }

        assertThat(pass).isEqualTo(10);
        assertThat(cloud.simulator.ledger().calls().size() - before).isLessThanOrEqualTo(3 * 30);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void costsManyWaitersOnePassForEachInterval() {
        cloud.account.instances(150);
        List<String> ids = cloud.simulator.ledger().instances().stream()
                .map(Ledger.Instance::id)
                .toList();
        shared.list(Demo.REGION, deadline());
        int before = cloud.simulator.ledger().calls().size();

        for (int look = 0; look < 5; look++) {
            cloud.timeSource.advance(INTERVAL);
            ids.forEach(
                    id -> assertThat(shared.find(Demo.REGION, id, deadline()).instance())
                            .isPresent());
        }

        // Each pass takes two pages; the first waiter cannot know yet that others will come.
        assertThat(cloud.simulator.ledger().calls().size() - before).isLessThanOrEqualTo(2 * 5 + 1);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void tellsEachRunWithinOneIntervalOfItsInstanceRunningWheneverItBegan() {
        Duration building = Duration.ofMillis(1100);
        try (var quick = new Cloud(cloud -> cloud.preparing(Duration.ZERO).building(building));
                var client = quick.builder().pollInterval(INTERVAL).build()) {
            Map<RunId, Instant> due = new HashMap<>();
            due.put(client.begin(Cloud.request("plant-7").build()), quick.timeSource.instant());
            turn(quick, client, due);
            quick.timeSource.advance(Duration.ofSeconds(9));
            due.put(client.begin(Cloud.request("plant-8").build()), quick.timeSource.instant());

            while (!due.isEmpty()) {
                turn(quick, client, due);
            }

            // The pass of second 10 is too early for the second instance, which runs at 10.1.
            Ledger.Instance second = quick.simulator.ledger().instances().get(1);
            Instant running = second.startedAt().plus(building);
            assertThat(Duration.between(running, quick.timeSource.instant())).isBetween(Duration.ZERO, INTERVAL);
            assertThat(quick.simulator.ledger().calls(Route.LIST_INSTANCES)).hasSizeLessThanOrEqualTo(3);
        }
    }

    /** The turn of the run that is due first, when it is due. */
    private static void turn(Cloud cloud, ProvisioningClient client, Map<RunId, Instant> due) {
        RunId run =
                Collections.min(due.entrySet(), Map.Entry.comparingByValue()).getKey();
        Duration early = Duration.between(cloud.timeSource.instant(), due.get(run));
        cloud.timeSource.advance(early.isNegative() ? Duration.ZERO : early);
        if (client.advance(run) instanceof Advance.Waiting again) {
            due.put(run, cloud.timeSource.instant().plus(again.after()));
        } else {
            due.remove(run);
        }
    }

    @Test
    void doesNotKeepAFailedLook() {
        cloud.account.instances(3);
        for (int call = 1; call <= 5; call++) {
            cloud.simulator.faults().on(Route.LIST_INSTANCES).call(call).html(502);
        }
        ApiException.Unreachable failed =
                catchThrowableOfType(ApiException.Unreachable.class, () -> shared.list(Demo.REGION, deadline()));
        assertThat(failed).hasMessageContaining("502");

        cloud.simulator.faults().clear();
        assertThat(shared.list(Demo.REGION, deadline()).rows()).hasSize(3);
        assertThat(cloud.simulator.ledger().writes()).isZero();
    }

    @Test
    void waitsAnIntervalAfterALookThatTookLongerThanOne() {
        cloud.account.instances(3);
        String id = cloud.simulator.ledger().instances().get(0).id();
        try (var client = new ApiClient(
                CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))),
                ApiConfig.builder()
                        .endpoint(cloud.simulator.endpoint())
                        .timeSource(cloud.timeSource)
                        .transport(() -> new PlainTransport() {
                            @Override
                            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                                HttpResponse answer = super.send(request);
                                cloud.timeSource.advance(INTERVAL.plusSeconds(5));
                                return answer;
                            }
                        })
                        .build())) {
            var looks = new InstanceListCache(
                    new InstanceApi(client, WireDialects.iotHubInferred()), cloud.timeSource, INTERVAL);

            assertThat(looks.find(Demo.REGION, id, deadline()).next()).isEqualTo(INTERVAL);
        }
    }

    @Test
    void goesOnAfterALookThatAnErrorEnded() {
        cloud.account.instances(3);
        AtomicInteger sends = new AtomicInteger();
        try (var client = new ApiClient(
                CredentialsProvider.of(Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))),
                ApiConfig.builder()
                        .endpoint(cloud.simulator.endpoint())
                        .timeSource(cloud.timeSource)
                        .transport(() -> new PlainTransport() {
                            @Override
                            public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
                                if (sends.incrementAndGet() == 1) {
                                    throw new StackOverflowError();
                                }
                                return super.send(request);
                            }
                        })
                        .build())) {
            var looks = new InstanceListCache(
                    new InstanceApi(client, WireDialects.iotHubInferred()), cloud.timeSource, INTERVAL);
            assertThatThrownBy(() -> looks.list(Demo.REGION, deadline())).isInstanceOf(StackOverflowError.class);

            assertThat(looks.list(Demo.REGION, deadline()).rows()).hasSize(3);
        }
    }
}
