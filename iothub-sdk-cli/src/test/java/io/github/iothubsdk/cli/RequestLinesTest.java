package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.ServedCall;
import io.github.iothubsdk.simulator.Simulator;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal that is stopped stops no client. */
@Timeout(60)
class RequestLinesTest {

    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final List<Long> notTold = new CopyOnWriteArrayList<>();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch counted = new CountDownLatch(1);

    /** A report on a terminal that somebody has stopped. */
    private Report stopped() {
        return (Report) Proxy.newProxyInstance(
                Report.class.getClassLoader(), new Class<?>[] {Report.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("served")) {
                        stuck.countDown();
                        goOn.await();
                        told.add(((ServedCall) arguments[0]).number());
                    } else if (method.getName().equals("notTold")) {
                        notTold.add((Long) arguments[0]);
                        counted.countDown();
                    }
                    return null;
                });
    }

    @Test
    void letsTheCloudGoOnAndCountsWhatItCouldNotTell() throws Exception {
        try (RequestLines lines = new RequestLines(stopped())) {
            Simulator cloud = Simulator.builder().onCall(lines).inProcess();
            for (int i = 0; i < 3_000; i++) {
                assertThat(cloud.exchange("GET", "/x", Map.of(), new byte[0]).status())
                        .isEqualTo(404);
                if (i == 0) {
                    assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
                }
            }
            goOn.countDown();
            assertThat(counted.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(notTold).containsExactly(3_000L - 1_001);
        assertThat(told).hasSize(1_001).startsWith(1L, 2L).isSorted();
    }

    /** How a terminal takes lines: the first of them when it may go on, and others as they come, or slowly. */
    private Report taking(Runnable first, Runnable others) {
        return (Report) Proxy.newProxyInstance(
                Report.class.getClassLoader(), new Class<?>[] {Report.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("served")) {
                        long number = ((ServedCall) arguments[0]).number();
                        (number == 1 ? first : others).run();
                        told.add(number);
                    } else if (method.getName().equals("notTold")) {
                        notTold.add((Long) arguments[0]);
                    }
                    return null;
                });
    }

    /** Closes when more wait than there is room for; the terminal stands still until then. */
    private void closeFull(Runnable others) throws Exception {
        AtomicReference<Thread> closer = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(1);
        RequestLines lines = new RequestLines(taking(() -> untilItCloses(closer, looked), others));
        Simulator cloud = Simulator.builder().onCall(lines).inProcess();
        for (int i = 0; i < 3_000; i++) {
            cloud.exchange("GET", "/x", Map.of(), new byte[0]);
        }
        Thread closing = new Thread(lines::close);
        closing.start();
        closer.set(closing);
        closing.join();
        long counted = notTold.stream().mapToLong(Long::longValue).sum();
        assertThat(told.size() + counted).as("told by the time it is closed").isEqualTo(3_000);
        looked.countDown();
    }

    private static void untilItCloses(AtomicReference<Thread> closer, CountDownLatch looked) {
        try {
            Thread.State state = Thread.State.NEW;
            while (state != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
                Thread closing = closer.get();
                state = closing == null ? state : closing.getState();
                if (state == Thread.State.TERMINATED) {
                    looked.await();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsAllThatWaitsAndCountsTheRestWhenItIsClosedFull() throws Exception {
        closeFull(() -> {});
        assertThat(told).hasSizeGreaterThanOrEqualTo(1_000).isSorted();
    }

    @Test
    void countsWhatASlowTerminalDoesNotTakeInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        closeFull(() -> {
            try {
                assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(told).hasSizeLessThan(1_000).isSorted();
    }
}
