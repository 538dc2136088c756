package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts the process's threads")
class CallWatchTest {

    private final Set<Thread> before = lookers();

    @Test
    void cancelsOnlyTheInterruptedThreadsCall() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch spared = new CountDownLatch(1);
        CountDownLatch watchedBoth = new CountDownLatch(1);
        var watch = new CallWatch();
        try (var mine = watch.until(Thread.currentThread()::isInterrupted, spared::countDown)) {
            Thread other = new Thread(() -> {
                try (var theirs = watch.until(Thread.currentThread()::isInterrupted, cancelled::countDown)) {
                    watchedBoth.countDown();
                    assertThat(awaitUninterrupted(cancelled)).isTrue();
                    theirs.check();
                }
            });
            other.start();
            watchedBoth.await();
            other.interrupt();
            assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
            other.join(5_000);
            mine.check();
        }
        assertThat(spared.getCount()).isEqualTo(1);
    }

    @Test
    void cancelsWhatIsOver() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        var late = new CallWatch().until(over::get, cancelled::countDown);
        late.check();
        assertThat(cancelled.getCount()).isEqualTo(1);
        over.set(true);
        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        late.close();
    }

    @Test
    void hasOneThreadHoweverManyCallsThereAre() {
        var watch = new CallWatch();
        try (var one = watch.until(() -> false, () -> {});
                var two = watch.until(() -> false, () -> {})) {
            assertThat(started()).hasSize(1).allMatch(Thread::isDaemon);
            one.check();
            two.check();
        }
    }

    @Test
    void endsItsThreadWhenThereWasNoCallForAWhileAndStartsAnother() throws InterruptedException {
        var watch = new CallWatch();
        watch.until(() -> false, () -> {}).close();
        Thread first = started().iterator().next();
        first.join(10_000);
        assertThat(first.isAlive()).isFalse();
        watch.until(() -> false, () -> {}).close();
        assertThat(started()).hasSize(1).doesNotContain(first);
    }

    /** Waits without using up the interrupt. */
    private static boolean awaitUninterrupted(CountDownLatch latch) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (latch.getCount() > 0 && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        return latch.getCount() == 0;
    }

    private Set<Thread> started() {
        Set<Thread> now = new HashSet<>(lookers());
        now.removeAll(before);
        return now;
    }

    private static Set<Thread> lookers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("iothub-sdk-watch"))
                .collect(Collectors.toSet());
    }
}
