package io.github.iothubsdk.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.testkit.conformance.RawServer.Reaction;
import io.github.iothubsdk.testkit.conformance.RawServer.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many threads share a transport, and a run may not read what another one has bought. */
abstract class ConcurrentSendsContract extends DamagedHttpContract {

    private static final int THREADS = 8;
    private static final int ROUNDS = 5;

    @Test
    void givesEachOfManyThreadsItsOwnAnswer() throws Exception {
        CyclicBarrier arrived = new CyclicBarrier(THREADS);
        RawServer server = RawServer.choosing(request -> socket -> {
            awaitOthers(arrived);
            Reaction.answer("200 OK\r\nX-Of: " + path(request), text(request)).on(socket);
        });
        try (server;
                var transport = create(LONG)) {
            List<FutureTask<List<String>>> senders = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "thread-" + i;
                senders.add(started(() -> sendInTurn(transport, server.origin(), name)));
            }
            for (int i = 0; i < THREADS; i++) {
                assertThat(senders.get(i).get(60, TimeUnit.SECONDS)).containsExactlyElementsOf(expected("thread-" + i));
            }
        }
        assertThat(server.requests())
                .hasSize(THREADS * ROUNDS)
                .allMatch(request -> path(request).equals(text(request)));
    }

    /** One that was sent before may be older than what the second caller has done meanwhile. */
    @Test
    void sendsEachOfManyRequestsThatAreAlike() throws Exception {
        CyclicBarrier arrived = new CyclicBarrier(THREADS);
        AtomicInteger answers = new AtomicInteger();
        RawServer server = RawServer.choosing(request -> socket -> {
            awaitOthers(arrived);
            Reaction.answer("200 OK", "{\"n\":" + answers.incrementAndGet() + "}")
                    .on(socket);
        });
        Set<String> told = new HashSet<>();
        try (server;
                var transport = create(LONG)) {
            List<FutureTask<String>> senders = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                senders.add(started(() -> transport
                        .send(request("GET", server.origin(), "", LONG))
                        .text()));
            }
            for (FutureTask<String> sender : senders) {
                told.add(sender.get(60, TimeUnit.SECONDS));
            }
        }
        assertThat(server.heads()).hasSize(THREADS);
        assertThat(told).as("different answers").hasSize(THREADS);
    }

    /** What the answers said, in their order: the path and the body that each was for. */
    private static List<String> sendInTurn(HttpTransport transport, String origin, String name) throws Exception {
        List<String> answers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String path = path(name, round);
            var answer = transport.send(request("POST", origin, path, "", path, LONG));
            answers.add(answer.header("x-of").orElse("nobody") + " " + answer.text());
        }
        return answers;
    }

    private static List<String> expected(String name) {
        List<String> answers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            answers.add(path(name, round) + " " + path(name, round));
        }
        return answers;
    }

    private static String path(String name, int round) {
        return "/" + name + "/" + round;
    }

    private static String path(Request request) {
        return request.head().split(" ", 3)[1];
    }

    private static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** All are answered at the same moment; a transport that sends one after the other is not waited for twice. */
    private static void awaitOthers(CyclicBarrier arrived) {
        try {
            arrived.await(2, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            // they do not come at once: then one after the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
