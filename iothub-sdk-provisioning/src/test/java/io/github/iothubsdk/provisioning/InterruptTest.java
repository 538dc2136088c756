package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads are interrupted in real time: half of them are back within 250 ms, each within a second. */
@Timeout(120)
class InterruptTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PROMISED = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private record Left(Throwable failure, boolean flag, Duration took) {}

    private static Cloud realTime() {
        return new Cloud(builder -> builder.clock(InstantSource.system())
                .rateLimit(0)
                .preparing(Duration.ofMillis(100))
                .building(Duration.ofMillis(300)));
    }

    private static ProvisioningClient client(Cloud cloud) {
        return cloud.builder()
                .timeSource(TimeSource.system())
                .pollInterval(Duration.ofMillis(50))
                .quietPeriod(Duration.ofMillis(200))
                .build();
    }

    /** What the call ended with when its thread was interrupted after a while. */
    private static Left interrupted(Runnable call, Runnable until) throws Exception {
        var task = new FutureTask<>(() -> {
            Throwable failure = catchThrowable(call::run);
            return new Left(failure, Thread.currentThread().isInterrupted(), Duration.ofNanos(System.nanoTime()));
        });
        Thread thread = new Thread(task, "caller");
        thread.start();
        until.run();
        long start = System.nanoTime();
        thread.interrupt();
        Left left = task.get();
        return new Left(left.failure(), left.flag(), left.took().minusNanos(start));
    }

    private static void untilCalled(Cloud cloud, Route route) {
        while (cloud.simulator.ledger().calls(route).isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void comesBackSoonAndResumesWithOneOrderWheneverItIsInterrupted() throws Exception {
        Random random = new Random(7);
        List<Duration> took = new ArrayList<>();
        try (var cloud = realTime();
                var client = client(cloud)) {
            for (int i = 0; i < 30; i++) {
                var request = Cloud.request("plant-" + i).build();
                long after = random.nextInt(450) * 1_000_000L;
                Left left = interrupted(() -> client.create(request, MINUTE), () -> LockSupport.parkNanos(after));
                if (left.failure() != null) {
                    assertThat(left.failure()).isInstanceOf(Unfinished.class).hasMessageContaining("interrupted");
                    assertThat(left.flag()).isTrue();
                    took.add(left.took());
                    client.resume(((Unfinished) left.failure()).runId().orElseThrow(), MINUTE);
                }
            }
            assertThat(took)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(each -> assertThat(each).isLessThan(LONGEST));
            assertThat(took.stream().sorted().toList().get(took.size() / 2)).isLessThan(PROMISED);
            assertThat(cloud.simulator.ledger().orders().stream().map(Ledger.Order::instanceName))
                    .doesNotHaveDuplicates();
            assertThat(cloud.ledger()).isEqualTo("ledger: 30 orders, 30 payments, 30 instances RUNNING");
        }
    }

    @Test
    void leavesACallThatTheServiceDoesNotAnswerAndFindsItsOrderOnResume() throws Exception {
        try (var cloud = realTime();
                var client = client(cloud)) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().stall(Duration.ofSeconds(10));
            RunId run = client.begin(Cloud.request("plant-7").build());

            Left left = interrupted(() -> client.advance(run), () -> untilCalled(cloud, Route.CREATE_INSTANCE));

            assertThat(left.failure()).isInstanceOf(Unfinished.class).hasMessageContaining("interrupted");
            assertThat(((Unfinished) left.failure()).runId()).contains(run);
            assertThat(left.flag()).isTrue();
            assertThat(left.took()).isLessThan(LONGEST);
            client.resume(run, MINUTE);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void leavesAPlanThatTheServiceDoesNotAnswer() throws Exception {
        try (var cloud = realTime();
                var client = client(cloud)) {
            cloud.simulator.faults().on(Route.DESCRIBE_VPC).stall(Duration.ofSeconds(10));

            Left left = interrupted(
                    () -> client.preflight(Cloud.request("plant-7").build()),
                    () -> untilCalled(cloud, Route.DESCRIBE_VPC));

            assertThat(left.failure()).isInstanceOf(ApiException.Interrupted.class);
            assertThat(left.flag()).isTrue();
            assertThat(left.took()).isLessThan(LONGEST);
            assertThat(client.runs()).isEmpty();
            assertThat(cloud.ledger()).isEqualTo("ledger: 0 orders, 0 payments, 0 instances");
        }
    }

    @Test
    void saysWhatItSawLastWhenTheBudgetRunsOut() {
        try (var cloud = new Cloud();
                var client = cloud.client()) {
            Unfinished late = catchThrowableOfType(
                    Unfinished.class,
                    () -> client.create(Cloud.request("plant-7").build(), Duration.ofMinutes(8)));

            assertThat(late.step()).isEqualTo("AwaitInstance");
            assertThat(late.lastSeen()).contains("BUILDING");
            assertThat(late.runId()).contains(client.unfinishedRuns().get(0).runId());
            client.resume(late.runId().orElseThrow(), Duration.ofMinutes(8));
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
