package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link HttpTransport} must do, counted and timed at the socket: extend it, and say how yours is made.
 *
 * <p>Its parts are the classes it extends: once on the wire, on a new connection and on one that is kept; requests as they were
 * signed; answers as they were sent, and none that was kept; failures told apart and in time, slow answers waited for; damaged
 * answers survived; many threads at once; and here, interrupts.
 */
public abstract class HttpTransportConformance extends ConcurrentSendsContract {

    private static final long LIMIT = TimeUnit.MILLISECONDS.toNanos(250);

    /** The machine may stall for longer than the limit; that all three tries stall is another matter. */
    private static final int TRIES = 3;

    /** It may slip through now and then. */
    private static final int MANY = 200;

    @FunctionalInterface
    private interface Try {
        long nanos() throws Exception;
    }

    /** For the subclass, which JUnit makes. */
    protected HttpTransportConformance() {}

    /** A new transport of the kind that is tested; each test closes what it made. */
    @Override
    protected abstract HttpTransport create(Duration connectTimeout);

    @Test
    void leavesAConnectThatGetsNoAnswer() throws Exception {
        assertQuick(() -> {
            try (var silent = new SilentPort();
                    var transport = create(LONG)) {
                Caller caller = new Caller(transport, silent.origin());
                caller.waitUntilBlocked();
                return caller.interrupt();
            }
        });
    }

    @Test
    void leavesAWaitForTheHead() throws Exception {
        assertQuick(() -> interruptAfter(RawServer.NOTHING));
    }

    @Test
    void leavesAnAnswerInTheMiddleOfItsBody() throws Exception {
        assertQuick(() -> interruptAfter(Reaction.answer("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"re")));
    }

    @Test
    void leavesAnAnswerInTheMiddleOfAChunk() throws Exception {
        assertQuick(() -> interruptAfter(
                Reaction.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n9\r\n{")));
    }

    /** Whether it has begun, or waits for its turn behind another. */
    @Test
    void leavesASendBesideAnother() throws Exception {
        assertQuick(() -> {
            try (var server = RawServer.reacting(RawServer.NOTHING);
                    var transport = create(LONG)) {
                Caller first = new Caller(transport, server.origin());
                first.waitUntilBlocked();
                Caller second = new Caller(transport, server.origin());
                second.waitUntilBlocked();
                long nanos = second.interrupt();
                first.interrupt();
                return nanos;
            }
        });
    }

    /** An order that was called off before it was sent is not sent. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void sendsNothingOnAThreadThatIsInterrupted(String method) throws Exception {
        RawServer server = RawServer.reacting(Reaction.answer("200 OK", "{}"));
        try (server;
                var transport = create(LONG)) {
            transport.send(request("GET", server.origin(), "", LONG)); // whose connection may be kept
            for (int i = 0; i < MANY; i++) {
                Thread.currentThread().interrupt();
                Throwable thrown = catchThrowable(() -> transport.send(request(method, server.origin(), "{}", LONG)));
                Thread.interrupted();
                assertThat(thrown).isInstanceOf(InterruptedException.class);
            }
        } finally {
            Thread.interrupted();
        }
        assertThat(server.heads()).as("the first alone").hasSize(1);
    }

    private static void assertQuick(Try attempt) throws Exception {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && quickest > LIMIT; i++) {
            quickest = Math.min(quickest, attempt.nanos());
        }
        assertThat(quickest).isLessThanOrEqualTo(LIMIT);
    }

    private long interruptAfter(Reaction reaction) throws Exception {
        CountDownLatch reacted = new CountDownLatch(1);
        try (var server = RawServer.reacting(reaction.then(socket -> reacted.countDown()));
                var transport = create(LONG)) {
            Caller caller = new Caller(transport, server.origin());
            assertThat(reacted.await(5, TimeUnit.SECONDS)).isTrue();
            long nanos = caller.interrupt();
            assertThat(server.everyConnectionEnds())
                    .as("no connection is left open")
                    .isTrue();
            assertThat(server.heads()).hasSize(1);
            return nanos;
        }
    }

    /** A thread that sends. */
    private static final class Caller {
        private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        private final Thread thread;

        Caller(HttpTransport transport, String origin) {
            thread = new Thread(() -> {
                try {
                    transport.send(request("POST", origin, "{}", LONG));
                } catch (IOException | InterruptedException e) {
                    thrown.set(e);
                }
            });
            thread.start();
        }

        /** A socket that blocks may look as if it ran: then a while must do. */
        void waitUntilBlocked() {
            long giveUp = TimeSource.system().nanos() + TimeUnit.MILLISECONDS.toNanos(500);
            while (thread.getState() != Thread.State.TIMED_WAITING
                    && TimeSource.system().nanos() < giveUp) {
                Thread.onSpinWait();
            }
            assertThat(thread.isAlive()).isTrue();
        }

        /** Interrupts it, and says how long it took to come back. */
        long interrupt() throws InterruptedException {
            long start = TimeSource.system().nanos();
            thread.interrupt();
            thread.join(10_000);
            long nanos = TimeSource.system().nanos() - start;
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            return nanos;
        }
    }
}
