package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An assertion in a task that is scheduled fails the test, whoever moved the time. */
@Timeout(60)
class TaskFailureTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime(Duration.ofMillis(100));

    private static AssertionError checkOf(VirtualTime time) {
        AssertionError own = new AssertionError("my check");
        Future<?> scheduled = time.schedule(Duration.ofMinutes(5), () -> {
            throw own;
        });
        assertThat(scheduled).isNotNull();
        return own;
    }

    private static void assertTold(ThrowingCallable call, AssertionError own) {
        assertThatThrownBy(call)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the task that was due at 2026-11-22T08:05:00Z (scheduled by thread")
                .hasMessageContaining("threw java.lang.AssertionError: my check")
                .hasCause(own);
    }

    @Test
    void isToldWhoeverMovesTheTimeByHandOnceAllThatIsDueHasRun() {
        List<Instant> ran = new ArrayList<>();
        AssertionError own = checkOf(time);
        assertThat(time.schedule(Duration.ofMinutes(6), () -> ran.add(time.instant())))
                .isNotNull();

        assertTold(() -> time.advance(HOUR), own);
        assertThat(ran).containsExactly(VirtualTime.START.plusSeconds(360));
        assertThat(time.instant()).isEqualTo(VirtualTime.START.plus(HOUR));
        time.advance(HOUR); // who was told is not told again
        assertThat(time.failures()).isEmpty();
    }

    @Test
    void isToldWhoeverGoesToTheNextTask() {
        AssertionError own = checkOf(time);
        assertTold(time::advanceToNext, own);
        assertThat(time.advanceToNext()).isFalse();
    }

    @Test
    void isToldWhoeverWaitsForAFutureOrACondition() throws Exception {
        AssertionError own = checkOf(time);
        assertTold(() -> time.until(() -> time.nanos() >= HOUR.toNanos()), own);
        assertThat(time.until(CompletableFuture.completedFuture("x"))).isEqualTo("x");
    }

    /** It may be that of a client's, which could take it for a failure of its own. */
    @Test
    void isToldWhoeverPausesAndWhoeverWaitsNext() {
        AssertionError own = checkOf(time);
        assertTold(() -> time.pause(HOUR), own);
        assertThat(time.instant()).isEqualTo(VirtualTime.START.plus(HOUR));
        assertThat(time.failures()).hasSize(1);
        assertTold(() -> time.until(CompletableFuture.completedFuture("x")), own);
        assertThat(time.failures()).isEmpty();
    }

    @Test
    void tellsAllThatFailed() {
        AssertionError first = checkOf(time);
        AssertionError second = checkOf(time);
        assertThatThrownBy(() -> time.advance(HOUR)).hasCause(first).hasSuppressedException(second);
    }

    @Nested
    @IotHubCloud
    class OfARun {

        @Test
        void isToldWhoeverWaitsForIt(ProvisioningClient client, VirtualTime time) {
            AssertionError own = checkOf(time);
            assertTold(() -> time.until(client.start(DemoRequest.of("plant-7").build())), own);
        }

        @Test
        void isToldWhoeverWaitsForMany(ProvisioningClient client, VirtualTime time) {
            AssertionError own = checkOf(time);
            var runs = List.of(client.start(DemoRequest.of("plant-7").build()));
            assertTold(() -> time.untilAll(runs), own);
        }

        /** Also when the run fails, and was expected to. */
        @Test
        void isToldThoughTheRunFailsAsWell(Account account, ProvisioningClient client, VirtualTime time) {
            account.nextInstance(Fate.ITEM_FAILS);
            AssertionError own = checkOf(time);
            var run = client.start(DemoRequest.of("plant-7").build());
            assertTold(() -> time.until(run), own);
            assertThatThrownBy(() -> time.until(run)).isInstanceOf(ProvisioningException.Broken.class);
        }
    }

    @IotHubCloud
    static class FailsInACreate {
        @Test
        void test(ProvisioningClient client, VirtualTime time) {
            checkOf(time);
            client.create(DemoRequest.of("plant-7").build(), HOUR);
        }
    }

    /** What a pause has told the client is told again: the caller may take it for the client's failure. */
    @IotHubCloud
    static class SwallowsIt {
        @Test
        void test(VirtualTime time) {
            checkOf(time);
            assertThatThrownBy(() -> time.pause(HOUR)).isInstanceOf(AssertionError.class);
        }
    }

    @IotHubCloud(allow = Finding.TASK_FAILED)
    static class MaySwallowIt {
        @Test
        void test(VirtualTime time) {
            checkOf(time);
            assertThatThrownBy(() -> time.pause(HOUR)).isInstanceOf(AssertionError.class);
        }
    }

    @IotHubCloud
    static class IsTold {
        @Test
        void test(VirtualTime time) {
            checkOf(time);
            assertThatThrownBy(() -> time.advance(HOUR)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void failsTheBlockingCallInWhosePauseItWas() {
        assertThat(EngineRun.failuresOf(FailsInACreate.class))
                .singleElement()
                .isInstanceOfSatisfying(
                        AssertionError.class,
                        failure -> assertThat(failure)
                                .hasMessageContaining("my check")
                                .hasRootCauseMessage("my check"));
    }

    @Test
    void failsATestThatNobodyToldUnlessItMay() {
        assertThat(EngineRun.failuresOf(SwallowsIt.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("TASK_FAILED: the task that was due at 2026-11-22T08:05:00Z")
                        .hasMessageContaining("threw java.lang.AssertionError: my check"));
        assertThat(EngineRun.failuresOf(MaySwallowIt.class)).isEmpty();
        assertThat(EngineRun.failuresOf(IsTold.class)).isEmpty();
    }
}
