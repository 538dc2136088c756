package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Words that nobody knows, and orders and money as ever. */
class UnknownDialectTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator =
            Simulator.builder().clock(clock).dialect("unknown").inProcess();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    private JsonObject row() throws Exception {
        return wire.list().result().getAsJsonArray("hubs").get(0).getAsJsonObject();
    }

    @Test
    void ordersAndChargesThoughItsAnswerTellsNeitherOrderNorInstance() throws Exception {
        demo.orderAmount("88.00").autoPaid(true);
        JsonObject created = wire.create("plant-7", "t").result();
        assertThat(created.keySet()).containsExactly("ticket");
        assertThat(wire.create("plant-7", "t").result()).isEqualTo(created);
        assertThat(simulator.ledger().payments())
                .extracting(payment -> payment.amount().toPlainString())
                .containsExactly("88.00");
        assertThat(demo.cash()).isEqualByComparingTo("928.80");
    }

    @Test
    void refusesWhatTheOthersRefuse() throws Exception {
        String body = Wire.createBody("plant-7", "t").replace("rdsPassword", "other");
        assertThat(wire.post("iothub", Wire.HUB, body).send().error())
                .isEqualTo("400 INVALID_ARGUMENT: Request field rdsPassword is missing.");
        assertThat(wire.get("iothub", Wire.HUB + "/iothub-none").send().error())
                .isEqualTo("404 NOT_FOUND: Resource not found");
    }

    @Test
    void tellsALifeInWordsOfItsOwn() throws Exception {
        wire.pay(wire.create("plant-7", "t").result().get("ticket").getAsString());
        assertThat(wire.list().result().keySet()).containsExactly("hubs", "count");
        assertThat(row().get("phase").getAsString()).isEqualTo("queued");
        clock.advance(Duration.ofMinutes(1));
        assertThat(row().get("phase").getAsString()).isEqualTo("making");
        clock.advance(Duration.ofMinutes(15));
        Ledger.Instance there = simulator.ledger().instances().get(0);
        assertThat(row()).hasToString("{\"hubNo\":\"" + there.id() + "\",\"title\":\"plant-7\",\"phase\":\"alive\"}");
        JsonObject shown =
                wire.get("iothub", Wire.HUB + "/" + there.id()).send().result();
        assertThat(shown.keySet()).containsExactly("hub");
        assertThat(shown.get("hub")).isEqualTo(row());
        assertThat(there.status()).as("the ledger's words stay").isEqualTo("RUNNING");
    }

    @Test
    void countsItsRowsAndTakesNoEnvelope() throws Exception {
        demo.instances(12);
        simulator.envelope(Envelope.FLAT_DATA);
        JsonObject second = wire.get("iothub", Wire.HUB + "?pageNumber=2&pageSize=10")
                .send()
                .result();
        assertThat(second.getAsJsonArray("hubs")).hasSize(2);
        assertThat(second.get("count").getAsInt()).isEqualTo(12);
        simulator.faults().on(Route.LIST_INSTANCES).rowHidden(0);
        assertThat(wire.list().result().get("count").getAsInt()).isEqualTo(11);
        simulator.totals(false);
        assertThat(wire.list().result().keySet()).containsExactly("hubs");
    }
}
