package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubInstanceTest {
    private final SettableClock clock = new SettableClock();
    private Simulator simulator = Simulator.builder().clock(clock).start();
    private Account demo = simulator.demoAccount();
    private Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void restart(SimulatorBuilder builder) {
        simulator.close();
        simulator = builder.clock(clock).start();
        demo = simulator.demoAccount();
        wire = new Wire(simulator, clock);
    }

    private JsonArray rows() throws Exception {
        return wire.list().result().getAsJsonArray("instances");
    }

    private String look() throws Exception {
        JsonArray rows = rows();
        if (rows.isEmpty()) {
            return "nothing";
        }
        JsonObject row = rows.get(0).getAsJsonObject();
        return row.get("instanceStatus").getAsString() + " "
                + row.get("progressValue").getAsInt();
    }

    @Test
    void livesFromPaymentToRunning() throws Exception {
        String number = wire.create("plant-7", "t").result().get("orderNumber").getAsString();
        assertThat(look()).as("nobody has paid yet").isEqualTo("nothing");
        wire.pay(number);
        assertThat(look()).isEqualTo("PREPARING 0");
        clock.advance(Duration.ofSeconds(30));
        assertThat(look()).isEqualTo("BUILDING 0");
        clock.advance(Duration.ofMinutes(9));
        assertThat(look()).isEqualTo("BUILDING 60");
        clock.advance(Duration.ofMinutes(6));
        assertThat(look()).isEqualTo("RUNNING 100");
        assertThat(wire.order(number).body()).contains("\"status\":\"SUCCESS\"");
    }

    @Test
    void showsARowAsTheModelHasIt() throws Exception {
        wire.buy("plant-7");
        clock.advance(Duration.ofMinutes(16));
        JsonObject row = rows().get(0).getAsJsonObject();
        assertThat(String.join(" ", row.keySet()))
                .isEqualTo(
                        "instanceId name regionId regionName vpcId vpcName subnetId subnetName azName "
                                + "pubDomain priDomain instanceStatus progressValue createTime endTime description maxDevices maxMessages");
        assertThat(row.get("createTime").getAsLong()).isEqualTo(1556697600);
        assertThat(row.get("description").getAsString()).isEqualTo("line 7");
        JsonObject shown = wire.get(
                        "iothub", Wire.HUB + "/" + row.get("instanceId").getAsString())
                .send()
                .result()
                .getAsJsonObject("instanceinfoVO");
        assertThat(shown).isEqualTo(row);
    }

    @Test
    void deletesOnceAndForgets() throws Exception {
        demo.instance("plant-1");
        String target = Wire.HUB + "/" + simulator.ledger().instances().get(0).id();
        assertThat(wire.delete("iothub", target).send().json().keySet()).containsExactly("requestId");
        assertThat(wire.delete("iothub", target).send().error()).isEqualTo("404 NOT_FOUND: Resource not found");
        assertThat(wire.get("iothub", target).send().status()).isEqualTo(404);
        assertThat(rows()).isEmpty();
    }

    @Test
    void listsInEachEnvelopeWithAndWithoutTotals() throws Exception {
        demo.instances(12);
        String target = Wire.HUB + "?pageNumber=2&pageSize=10";
        assertThat(wire.get("iothub", target).send().result().get("page"))
                .hasToString("{\"pageSize\":10,\"nowPage\":2,\"totalSize\":12,\"totalPage\":2}");
        simulator.envelope(Envelope.FLAT_DATA);
        assertThat(wire.get("iothub", target).send().result().keySet())
                .containsExactly("pageSize", "nowPage", "totalSize", "totalPage", "data");
        simulator.envelope(Envelope.TOTAL_COUNT);
        assertThat(wire.get("iothub", target).send().result().keySet()).containsExactly("instances", "totalCount");
        simulator.totals(false);
        assertThat(wire.get("iothub", target).send().result().keySet()).containsExactly("instances");
    }

    @Test
    void listsInTheEnvelopesOfTheOperatorsAndOfIotCore() throws Exception {
        demo.instances(12);
        String target = Wire.HUB + "?pageNumber=2&pageSize=10";
        String info = "{\"pageSize\":10,\"nowPage\":2,\"totalSize\":12,\"totalPage\":2}";
        simulator.envelope(Envelope.PAGEINFO_DATA);
        JsonObject operators = wire.get("iothub", target).send().result();
        assertThat(operators.keySet()).containsExactly("pageinfo", "data");
        assertThat(operators.get("pageinfo")).hasToString(info);
        assertThat(operators.getAsJsonArray("data")).hasSize(2);
        simulator.envelope(Envelope.PAGE_IOTCORE_INSTANCES);
        JsonObject core = wire.get("iothub", target).send().result();
        assertThat(core.keySet()).containsExactly("page", "iotcoreInstances");
        assertThat(core.get("page")).hasToString(info);
        simulator.totals(false);
        assertThat(wire.get("iothub", target).send().result().get("page"))
                .hasToString("{\"pageSize\":10,\"nowPage\":2}");
    }

    @Test
    void showsANewInstanceOnlyAfterTheLag() throws Exception {
        restart(Simulator.builder().listLag(Duration.ofSeconds(45)));
        wire.buy("plant-7");
        clock.advance(Duration.ofSeconds(44));
        assertThat(look()).isEqualTo("nothing");
        assertThat(simulator.ledger().instances()).as("it does exist").hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(look()).isEqualTo("BUILDING 1");
    }
}
