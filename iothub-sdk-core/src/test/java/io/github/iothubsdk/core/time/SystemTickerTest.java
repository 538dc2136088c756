package io.github.iothubsdk.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTickerTest {

    private final TimeSource timeSource = TimeSource.system();

    @Test
    void readsTheMachinesClocks() {
        assertThat(timeSource.now())
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        long before = System.nanoTime();
        assertThat(timeSource.nanos()).isBetween(before, System.nanoTime());
    }

    @Test
    void pausesAtLeastAsLongAsAsked() throws InterruptedException {
        long before = System.nanoTime();
        timeSource.pause(Duration.ofMillis(20));
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60_000})
    void doesNotPauseAThreadThatIsInterruptedAlready(long millis) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> timeSource.pause(Duration.ofMillis(millis))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void runsATaskOnADaemonThread() throws Exception {
        CompletableFuture<Thread> ranOn = new CompletableFuture<>();
        timeSource
                .schedule(Duration.ofMillis(1), () -> ranOn.complete(Thread.currentThread()))
                .get(5, TimeUnit.SECONDS);
        assertThat(ranOn.get(5, TimeUnit.SECONDS).isDaemon()).isTrue();
    }

    @Test
    void neverRunsATaskThatWasCancelled() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Future<?> task = timeSource.schedule(Duration.ofMillis(50), () -> ran.set(true));
        task.cancel(false);
        timeSource.schedule(Duration.ofMillis(60), () -> {}).get(5, TimeUnit.SECONDS);
        assertThat(ran).isFalse();
    }
}
