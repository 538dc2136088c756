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
}
