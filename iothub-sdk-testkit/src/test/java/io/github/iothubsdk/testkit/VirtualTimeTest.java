package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.ProvisioningRun;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.CheckResult;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.spi.PreflightCheck;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@IotHubCloud
class VirtualTimeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();

    private static void in(VirtualTime time, Duration delay, Runnable task) {
        Future<?> scheduled = time.schedule(delay, task);
        assertThat(scheduled).isNotNull();
    }

    @Test
    void movesOnlyWhenItIsToldTo() throws InterruptedException {
        assertThat(time.now()).isEqualTo(VirtualTime.START).isEqualTo(time.instant());
        long before = time.nanos();
        time.pause(Duration.ofMinutes(15));
        assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(900));
        assertThat(time.nanos() - before).isEqualTo(Duration.ofMinutes(15).toNanos());
    }

    @Test
    void runsEachTaskAtItsOwnMomentInTheirOrder() {
        List<String> ran = new ArrayList<>();
        in(time, Duration.ofSeconds(3), () -> ran.add("third at " + time.instant()));
        in(time, SECOND, () -> {
            ran.add("first at " + time.instant());
            in(time, SECOND, () -> ran.add("scheduled on the way at " + time.instant()));
        });
        in(time, SECOND, () -> ran.add("second at " + time.instant()));
        in(time, Duration.ofSeconds(4), () -> ran.add("too late"));

        time.advance(Duration.ofMillis(3_500));

        assertThat(ran)
                .containsExactly(
                        "first at 2026-11-22T08:00:01Z",
                        "second at 2026-11-22T08:00:01Z",
                        "scheduled on the way at 2026-11-22T08:00:02Z",
                        "third at 2026-11-22T08:00:03Z");
        assertThat(time.instant()).isEqualTo(VirtualTime.START.plusMillis(3_500));
    }

    @Test
    void runsNothingThatWasCancelledAndForgetsIt() {
        List<String> ran = new ArrayList<>();
        Future<?> first = time.schedule(SECOND, () -> ran.add("cancelled"));
        assertThat(time.scheduled()).singleElement().asString().startsWith("in PT1S, at 2026-11-22T08:00:01Z");
        assertThat(first.cancel(false)).isTrue();

        assertThat(time.scheduled()).isEmpty();
        assertThat(time.advanceToNext()).isFalse();
        time.advance(SECOND);
        assertThat(ran).isEmpty();
    }

    @Test
    void goesToTheNextTaskAndNoFurther() {
        List<Instant> ran = new ArrayList<>();
        in(time, Duration.ofMinutes(15), () -> ran.add(time.instant()));
        in(time, Duration.ofMinutes(20), () -> ran.add(time.instant()));

        assertThat(time.advanceToNext()).isTrue();
        assertThat(ran).containsExactly(VirtualTime.START.plusSeconds(900));
        assertThat(time.instant()).isEqualTo(VirtualTime.START.plusSeconds(900));
    }

    @Test
    void neverGoesBack() {
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never goes back");
        time.advance(SECOND);
        time.jump(Duration.ofHours(-3));
        assertThat(time.instant()).isEqualTo(VirtualTime.START.plusSeconds(1));
        assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(1).minusSeconds(10_800));
        assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void leavesAPauseAtAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.pause(SECOND)).isInstanceOf(InterruptedException.class);
        assertThat(time.instant()).isEqualTo(VirtualTime.START);
    }

    /** Every task once, none before its moment, and time only forwards, whoever moves it. */
    @Test
    void isMovedByManyThreadsAtOnce() throws Exception {
        int threads = 8;
        int each = 500;
        var ran = new ConcurrentLinkedQueue<Duration>();
        CyclicBarrier all = new CyclicBarrier(threads);
        List<FutureTask<Boolean>> movers = IntStream.range(0, threads)
                .mapToObj(thread -> new FutureTask<>(() -> {
                    all.await();
                    boolean forwards = true;
                    for (int i = 0; i < each; i++) {
                        long due = time.nanos() + 1_000;
                        in(time, Duration.ofNanos(1_000), () -> ran.add(Duration.ofNanos(time.nanos() - due)));
                        long before = time.nanos();
                        time.pause(Duration.ofNanos(700));
                        forwards &= time.nanos() >= before + 700;
                    }
                    return forwards;
                }))
                .toList();
        movers.forEach(mover -> new Thread(mover, "mover").start());
        for (FutureTask<Boolean> mover : movers) {
            assertThat(mover.get(30, TimeUnit.SECONDS)).isTrue();
        }
        time.advance(SECOND);
        assertThat(ran).hasSize(threads * each).noneMatch(Duration::isNegative);
        assertThat(time.scheduled()).isEmpty();
    }

    @Test
    void lastsAsLongAsTheBuildingForAnAsynchronousRun(Simulator cloud, ProvisioningClient client, VirtualTime ofCloud)
            throws Exception {
        ProvisioningRun run = client.start(DemoRequest.of("plant-7").build());

        assertThat(ofCloud.until(run).instance().name()).isEqualTo("plant-7");

        assertThat(Duration.between(VirtualTime.START, ofCloud.instant()))
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
        IotHubAssertions.assertThat(cloud).hasOneOrder().paidOnce().runs("plant-7");
    }

    @Test
    void throwsWhatTheRunEndedWith(Account account, ProvisioningClient client, VirtualTime ofCloud) {
        account.nextInstance(Fate.ITEM_FAILS);
        ProvisioningRun run = client.start(DemoRequest.of("plant-7").build());

        assertThatThrownBy(() -> ofCloud.until(run)).isInstanceOf(ProvisioningException.Broken.class);
        assertThatThrownBy(() -> ofCloud.until(run.result())).isInstanceOf(ProvisioningException.Broken.class);
    }

    @Test
    void drivesManyRunsToTheirEnds(Simulator cloud, ProvisioningClientBuilder builder, VirtualTime ofCloud)
            throws Exception {
        try (ProvisioningClient client = builder.rateLimit(0).build()) {
            List<ProvisioningRun> runs = IntStream.range(0, 20)
                    .mapToObj(i -> client.start(DemoRequest.of("plant-" + i).build()))
                    .toList();
            ofCloud.untilAll(runs);
            assertThat(runs).allMatch(run -> run.state().phase() == ProvisioningRun.Phase.DONE);
        }
        assertThat(cloud.ledger().payments()).hasSize(20);
    }

    /** A check of the caller's has a time limit on the virtual time; the time stands while it works. */
    @Test
    void standsWhileTheRunWorks(ProvisioningClientBuilder builder, VirtualTime ofCloud) throws Exception {
        CheckId slow = CheckId.of("my-slow-check");
        PreflightCheck check = new SlowCheck(slow);
        try (ProvisioningClient client = builder.check(check).build()) {
            ProvisioningRun run = client.start(DemoRequest.of("plant-7").build());
            assertThat(ofCloud.until(run).instance().name()).isEqualTo("plant-7");
        }
    }

    private record SlowCheck(CheckId checkId) implements PreflightCheck {
        @Override
        public CheckId id() {
            return checkId;
        }

        @Override
        public String name() {
            return "the moon is full";
        }

        @Override
        public CheckResult look(CreateInstanceRequest request) {
            LockSupport.parkNanos(200_000_000);
            return passed("it is");
        }
    }

    @Test
    void tellsWhatIsScheduledWhenItTakesTooLong() {
        VirtualTime impatient = new VirtualTime(Duration.ofMillis(100));
        CompletableFuture<String> never = new CompletableFuture<>();
        in(impatient, Duration.ofMinutes(5), () -> {});
        in(impatient, Duration.ofHours(3), () -> {});

        assertThatThrownBy(() -> impatient.until(never, Duration.ofHours(2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the future is not over at 2026-11-22T08:05:00Z")
                .hasMessageContaining("more than PT2H after the beginning")
                .hasMessageContaining("in PT2H55M, at 2026-11-22T11:00:00Z (scheduled by thread");
    }

    @Test
    void tellsThatNothingIsScheduledAndNothingHappens() {
        VirtualTime impatient = new VirtualTime(Duration.ofMillis(100));

        assertThatThrownBy(() -> impatient.until(new CompletableFuture<>()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nothing has happened for PT0.1S of real time. Scheduled: nothing.");
    }

    @Test
    void endsAtAnInterruptAndAtACancelledFuture() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);
        assertThatThrownBy(() -> time.until(cancelled)).isInstanceOf(CancellationException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.until(new CompletableFuture<>())).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    /** What other threads schedule in answer to a task is waited for, though it takes a while of real time. */
    @Test
    void waitsForWhatOtherThreadsSchedule() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        CountDownLatch first = new CountDownLatch(1);
        in(time, SECOND, first::countDown);
        Thread other = new Thread(() -> {
            try {
                first.await();
                LockSupport.parkNanos(50_000_000);
                in(time, SECOND, () -> done.complete("at " + time.instant()));
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        other.start();

        assertThat(time.until(done)).isEqualTo("at 2026-11-22T08:00:02Z");
        time.until(() -> !other.isAlive());
    }
}
