package io.github.iothubsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot go on ends, and tells why. */
@Timeout(60)
class VirtualTimeLimitsTest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final VirtualTime time = new VirtualTime(Duration.ofMillis(100));

    private void again(Duration delay) {
        Future<?> scheduled = time.schedule(delay, () -> again(delay));
        assertThat(scheduled).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10_000})
    void endsThoughATaskSchedulesItselfAgainAtOnce(long nanos) {
        again(Duration.ofNanos(nanos));

        assertThatThrownBy(() -> time.until(() -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1000000 tasks ran within PT")
                .hasMessageContaining("Scheduled: in PT")
                .hasMessageContaining(
                        "(scheduled by thread " + Thread.currentThread().getName());
        assertThatThrownBy(() -> time.advance(Duration.ofMinutes(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1000000 tasks ran within PT");
    }

    @Test
    void goesOnForADayThoughATaskRunsEverySecond() {
        again(Duration.ofSeconds(1));

        assertThatThrownBy(() -> time.until(() -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more than PT24H after the beginning")
                .hasNoCause();
        assertThat(time.instant()).isEqualTo(VirtualTime.START.plus(Duration.ofDays(1)));
    }

    @Test
    void tellsWhatATaskHasThrown() {
        IllegalStateException thrown = new IllegalStateException("the turn failed");
        Future<?> scheduled = time.schedule(Duration.ofSeconds(1), () -> {
            throw thrown;
        });

        assertThatThrownBy(() -> time.until(new CompletableFuture<>()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the task that was due at 2026-11-22T08:00:01Z (scheduled by thread")
                .hasMessageContaining("threw java.lang.IllegalStateException: the turn failed")
                .hasCause(thrown);
        assertThat(scheduled.isDone()).isTrue();
    }

    @Test
    void tellsOnlyTheFirstOfManyThatAreScheduled() {
        for (int i = 1; i <= 100; i++) {
            assertThat(time.schedule(Duration.ofDays(1 + i), () -> {})).isNotNull();
        }
        assertThatThrownBy(() -> time.until(() -> false))
                .hasMessageContaining("; and 95 more.")
                .hasMessageContaining("in PT48H, at 2026-11-24T08:00:00Z");
    }

    @Test
    void namesACheckedExceptionOfAFuture() {
        CompletableFuture<String> failed = new CompletableFuture<>();
        failed.completeExceptionally(new IOException("disk"));

        assertThatThrownBy(() -> time.until(failed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the future failed: java.io.IOException: disk")
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesToGoBeyondItsEnd() {
        for (Duration far : List.of(EVER, Duration.ofDays(106_752))) {
            assertThatThrownBy(() -> time.advance(far))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("duration goes beyond the end of this time, 292 years after its beginning");
            assertThatThrownBy(() -> time.pause(far)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> time.jump(EVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("off must be within");
        assertThatThrownBy(() -> time.until(new CompletableFuture<>(), Duration.ofSeconds(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("atMost must not be negative");
        assertThat(time.now()).isEqualTo(VirtualTime.START);
    }

    @Test
    void schedulesAndWaitsForWhatIsTooFarAwayAsForWhatNeverComes() throws Exception {
        List<String> ran = new ArrayList<>();
        time.advance(Duration.ofDays(1));
        assertThat(time.schedule(EVER, () -> ran.add("at the end"))).isNotNull();
        assertThat(time.schedule(Duration.ofDays(106_751), () -> ran.add("at the end")))
                .isNotNull();

        time.advance(Duration.ofDays(36_500));

        assertThat(ran).isEmpty();
        assertThat(time.scheduled()).hasSize(2);
        assertThat(time.until(CompletableFuture.completedFuture("x"), EVER)).isEqualTo("x");
    }
}
