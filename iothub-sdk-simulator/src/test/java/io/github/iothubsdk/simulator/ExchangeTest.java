package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).inProcess();
    private final Wire wire = new Wire(simulator, clock);

    ExchangeTest() {
        simulator.demoAccount();
    }

    private Exchange create(String name) throws Exception {
        return wire.post("iothub", Wire.HUB, Wire.createBody(name, "token-" + name))
                .exchange();
    }

    @Test
    void takesACallWithoutASocket() throws Exception {
        Exchange exchange = create("plant-7");
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.ending()).isEqualTo(Exchange.Ending.ANSWER);
        assertThat(exchange.delay()).isZero();
        assertThat(exchange.headers())
                .containsOnlyKeys("content-type", "date", "x-jdcloud-request-id")
                .containsEntry("content-type", "application/json")
                .containsEntry("date", "Wed, 01 May 2019 08:00:00 GMT")
                .containsEntry(
                        "x-jdcloud-request-id",
                        simulator.ledger().calls().get(0).requestId());
        assertThat(new String(exchange.body(), StandardCharsets.UTF_8)).contains("orderNumber");
        assertThat(simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void opensNoPort() {
        assertThat(simulator.endpoint()).isEqualTo(URI.create("http://127.0.0.1:1"));
        simulator.close();
        simulator.reset();
        assertThat(simulator.ledger().calls()).isEmpty();
    }

    @Test
    void checksTheSignatureOverTheHostAsGiven() throws Exception {
        assertThat(wire.list().status()).isEqualTo(200);
        assertThat(wire.get("iothub", Wire.HUB)
                        .header("host", "iothub.jdcloud-api.com")
                        .exchange()
                        .status())
                .isEqualTo(200);
        assertThat(wire.get("iothub", Wire.HUB).secret("wrong").exchange().status())
                .isEqualTo(401);
    }

    @Test
    void takesHeadersOfAnyCase() throws Exception {
        assertThat(wire.get("iothub", Wire.HUB).upperCase().exchange().status()).isEqualTo(200);
    }

    @Test
    void answersWithoutAuthorizationAndWithoutARoute() {
        assertThat(simulator.exchange("GET", Wire.HUB, Map.of(), new byte[0]).status())
                .isEqualTo(401);
        Exchange lost = simulator.exchange("GET", "/nowhere", Map.of(), new byte[0]);
        assertThat(JsonParser.parseString(new String(lost.body(), StandardCharsets.UTF_8))
                        .getAsJsonObject()
                        .has("error"))
                .isTrue();
    }

    @Test
    void tellsEndingsAndDelaysInsteadOfWaiting() throws Exception {
        FaultBuilder onCreate = simulator.faults().on(Route.CREATE_INSTANCE);
        onCreate.call(1).dropConnection();
        onCreate.call(2).afterEffect().resetConnection();
        onCreate.call(3).stall(Duration.ofHours(1));
        onCreate.call(4).beforeEffect().status(503, "busy", "Retry-After: 7");
        Exchange dropped = create("a");
        assertThat(dropped.ending()).isEqualTo(Exchange.Ending.CLOSE);
        assertThat(dropped.status()).isZero();
        assertThat(dropped.headers()).isEmpty();
        assertThat(dropped.body()).isEmpty();
        assertThat(create("b").ending()).isEqualTo(Exchange.Ending.RESET);
        Exchange stalled = create("c");
        assertThat(stalled.delay()).isEqualTo(Duration.ofHours(1));
        assertThat(stalled.ending()).isEqualTo(Exchange.Ending.ANSWER);
        assertThat(create("d").headers()).containsEntry("retry-after", "7");
        assertThat(simulator.ledger().orders()).hasSize(2);
    }

    @Test
    void takesCallsOfManyThreads() {
        long good = IntStream.range(0, 500)
                .parallel()
                .filter(i -> {
                    try {
                        return create("plant-" + i).status() == 200;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .count();
        assertThat(good).isEqualTo(500);
        assertThat(simulator.ledger().orders()).hasSize(500);
    }

    @Test
    void servesASocketAndThisProcessFromOneWorld() throws Exception {
        try (Simulator both = Simulator.builder().clock(clock).start()) {
            both.demoAccount();
            Wire there = new Wire(both, clock);
            there.post("iothub", Wire.HUB, Wire.createBody("plant-7", "t")).exchange();
            there.post("iothub", Wire.HUB, Wire.createBody("plant-7", "t")).send();
            assertThat(both.ledger().orders()).hasSize(1);
            assertThat(both.ledger().calls()).hasSize(2);
        }
    }
}
