package io.github.iothubsdk.provisioning.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Deadline;
import io.github.iothubsdk.core.time.TimeSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptibleTest {

    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("close");
                    closed.countDown();
                    return null;
                });
    }

    /** As a driver that goes on with its login whatever happens to its thread. */
    private Connection connectSlowly(Thread caller) {
        caller.interrupt();
        boolean interrupted = false;
        while (connected.getCount() > 0) {
            try {
                connected.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return connection();
    }

    @Test
    void beginsNothingOnceNobodyWaitsForTheLogin() throws Exception {
        Thread caller = Thread.currentThread();
        Deadline patient = Deadline.in(Duration.ofMinutes(1), TimeSource.system());
        assertThatThrownBy(() -> Interruptible.run(() -> connectSlowly(caller), open -> begun.getAndSet(true), patient))
                .isInstanceOf(ApiException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        connected.countDown();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).isFalse();
    }
}
