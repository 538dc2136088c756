package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything that changes is told to everybody who listens, in order, and nobody holds the cloud up. */
@Timeout(60)
@NullUnmarked // an event is null at the end
class AdminEventsTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Simulator simulator = Simulator.builder()
            .preparing(Duration.ofMillis(300))
            .building(Duration.ofSeconds(3))
            .start();
    private final AdminWire admin = new AdminWire(simulator);
    private final Wire wire = new Wire(simulator, InstantSource.system());

    AdminEventsTest() {
        simulator.demoAccount();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private record Told(long id, String kind, JsonObject data) {}

    /** Somebody who listens. */
    private final class Listener implements AutoCloseable {
        private final BufferedReader lines;

        Listener(String query, String... headers) throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(simulator.endpoint().resolve("/_sim/events" + query));
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(response.headers().firstValue("Content-Length"))
                    .as("it has no end")
                    .isEmpty();
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** The next event, null at the end. */
        @Nullable
        Told next() throws IOException {
            long id = 0;
            String kind = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !kind.isEmpty()) {
                    return new Told(id, kind, JsonParser.parseString(data).getAsJsonObject());
                }
            }
            return null;
        }

        /** Everything up to one of this kind. */
        List<Told> until(String kind) throws IOException {
            List<Told> told = new ArrayList<>();
            do {
                told.add(next());
                assertThat(told).doesNotContainNull();
            } while (!told.get(told.size() - 1).kind.equals(kind));
            return told;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Test
    void tellsEveryChangeOnceAndInOrder() throws Exception {
        try (Listener listener = new Listener("")) {
            assertThat(listener.next().kind).isEqualTo("hello");
            wire.buy("plant-7");
            simulator.faults().on(Route.LIST_INSTANCES).html(502);
            wire.list();
            admin.post("/_sim/account", "{\"cash\":\"1\"}");
            admin.delete("/_sim/faults");
            admin.post("/_sim/clock", "{\"advance\":\"PT1S\"}");
            List<Told> told = listener.until("clock");
            told.removeIf(event -> event.kind.equals("tick"));
            assertThat(told)
                    .extracting(Told::kind)
                    .containsExactly(
                            "order", "request", "order", "request", "faults", "request", "account", "faults", "clock");
            assertThat(told).extracting(Told::id).isSorted().doesNotHaveDuplicates();
            assertThat(told.get(2).data.get("status").getAsString()).isEqualTo("PAID");
            assertThat(told.get(2).data.get("run").getAsString()).isEqualTo("token-plant-7");
            assertThat(told.get(5).data)
                    .isEqualTo(
                            admin.get("/_sim/requests?since=3").rows("requests").get(0));
            assertThat(told.get(5).data.getAsJsonArray("faults")).hasSize(1);
        }
    }

    @Test
    void ticksWhileInstancesAreBuiltAndNoLonger() throws Exception {
        try (Listener listener = new Listener("")) {
            wire.buy("plant-7");
            listener.until("request");
            List<Told> building = listener.until("tick");
            assertThat(building.get(building.size() - 1).data.get("changing").getAsInt())
                    .isEqualTo(1);
            Told tick = building.get(building.size() - 1);
            while (tick.data.get("changing").getAsInt() > 0) {
                List<Told> next = listener.until("tick");
                tick = next.get(next.size() - 1);
            }
            assertThat(simulator.ledger().instances().get(0).status()).isEqualTo("RUNNING");
        }
    }

    @Test
    void tellsOfAccountsThatAreOpenedOfKeysAndOfWhatARefundRemoves() throws Exception {
        ColleagueOrder theirs = simulator.demoAccount().colleague().order("plant-7");
        theirs.pay();
        try (Listener listener = new Listener("")) {
            listener.next();
            theirs.refundAll();
            Told removed = listener.until("instance").get(0);
            assertThat(removed.data.toString())
                    .isEqualTo("{\"id\":\"" + theirs.instanceId() + "\",\"name\":\"plant-7\",\"removed\":true}");
            simulator.demoAccount().otherKey("AK9", "SK9");
            assertThat(listener.until("account").get(1).data.get("account").getAsString())
                    .isEqualTo(Demo.ACCESS_KEY);
            simulator.account("AK2", "SK2");
            assertThat(listener.next().data.get("account").getAsString()).isEqualTo("AK2");
        }
    }

    @Test
    void goesOnWhereAListenerStopped() throws Exception {
        wire.get("user", Wire.USER).send();
        long known = admin.get("/_sim/state").json().get("lastEvent").getAsLong();
        wire.get("user", Wire.USER).send();
        wire.get("user", Wire.USER).send();
        for (Listener listener :
                List.of(new Listener("?since=" + known), new Listener("", "Last-Event-ID", "" + known))) {
            assertThat(listener.next().data.get("lastEvent").getAsLong()).isEqualTo(known);
            assertThat(listener.next().id).isEqualTo(known + 1);
            assertThat(listener.next().id).isEqualTo(known + 2);
            listener.close();
        }
        try (Listener ahead = new Listener("?since=999999")) {
            assertThat(ahead.next().data.get("lastEvent").getAsLong()).isEqualTo(known + 2);
        }
        assertThat(admin.get("/_sim/events?sicne=1").field()).isEqualTo("sicne");
    }

    /** Beyond what a socket holds and what the ring does: others are answered all the same. */
    @Test
    void waitsForNoSlowListener() throws Exception {
        try (Socket slow = new Socket(
                        InetAddress.getLoopbackAddress(), simulator.endpoint().getPort());
                Listener quick = new Listener("")) {
            slow.getOutputStream()
                    .write("GET /_sim/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(quick.next().kind).isEqualTo("hello");
            for (int i = 0; i < 20_000; i++) {
                simulator.exchange("GET", "/" + "x".repeat(400), Map.of(), new byte[0]);
            }
            assertThat(wire.list().status()).isEqualTo(200);
            slow.setSoTimeout(10_000);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.US_ASCII));
            String line = lines.readLine();
            while (line != null && !line.equals("event: lost")) {
                line = lines.readLine();
            }
            assertThat(line).as("it was so slow that it is told").isNotNull();
        }
    }

    @Test
    void endsAtOnceForEverybody() throws Exception {
        List<Listener> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(new Listener(""));
        }
        try (Socket stuck = new Socket(
                InetAddress.getLoopbackAddress(), simulator.endpoint().getPort())) {
            stuck.getOutputStream()
                    .write("GET /_sim/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 20_000; i++) {
                simulator.exchange("GET", "/" + "x".repeat(400), Map.of(), new byte[0]);
            }
            long begun = System.nanoTime();
            simulator.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
        for (Listener listener : many) {
            assertThat(ended(listener)).isTrue();
        }
    }

    private static boolean ended(Listener listener) {
        try (listener) {
            Told told = listener.next();
            while (told != null) {
                told = listener.next();
            }
            return true;
        } catch (IOException closed) {
            return true;
        }
    }
}
