package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect of the operators' list and of the reads about a user, field by field as published. */
class IotHub2020Test {
    private static final String CHECK = "/v2/regions/cn-north-1/private:checkUser";

    private final SettableClock clock = new SettableClock();
    private final Simulator simulator =
            Simulator.builder().clock(clock).dialect("iotHub2020").inProcess();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    private JsonObject row() throws Exception {
        return wire.list().result().getAsJsonArray("data").get(0).getAsJsonObject();
    }

    private int status() throws Exception {
        return row().get("status").getAsInt();
    }

    private String checked() throws Exception {
        JsonObject result = wire.get("iothub", CHECK).send().result();
        assertThat(result.keySet()).containsExactly("instanceId", "instanceStatus");
        return result.get("instanceId").getAsString() + " "
                + result.get("instanceStatus").getAsString();
    }

    private String idOf(String name) {
        return simulator.ledger().instances().stream()
                .filter(instance -> instance.name().equals(name))
                .map(Ledger.Instance::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsRowsAsTheOperatorsModelHasThem() throws Exception {
        demo.instances(1);
        wire.buy("plant-7");
        clock.advance(Duration.ofMinutes(16));
        JsonObject list = wire.list().result();
        assertThat(list.keySet()).containsExactly("pageinfo", "data");
        assertThat(list.get("pageinfo"))
                .hasToString("{\"pageSize\":100,\"nowPage\":1,\"totalSize\":2,\"totalPage\":1}");
        JsonObject row = list.getAsJsonArray("data").get(1).getAsJsonObject();
        String id = idOf("plant-7");
        assertThat(row)
                .hasToString("{\"id\":2,\"name\":\"plant-7\",\"subNetId\":\"" + Demo.SUBNET
                        + "\",\"subNetName\":\"iot-subnet\",\"vpcId\":\"" + Demo.VPC
                        + "\",\"vpcName\":\"iot-vpc\",\"azName\":\"可用区A@可用区B\",\"pubDomain\":\"" + id
                        + ".iothub.example\",\"priDomain\":\"" + id
                        + ".iothub-internal.example\",\"status\":1,\"createTime\":1556697600,\"endTime\":0,"
                        + "\"maxDevices\":0,\"maxMessage\":0,\"instanceId\":\"" + id + "\",\"instanceType\":\"0\"}");
    }

    @Test
    void tellsTheProgressAsTheNumberOfItsStatus() throws Exception {
        wire.buy("plant-7");
        assertThat(status()).isEqualTo(10);
        clock.advance(Duration.ofSeconds(30));
        assertThat(status()).isEqualTo(10);
        clock.advance(Duration.ofMinutes(9));
        assertThat(status()).isEqualTo(60);
        clock.advance(Duration.ofMinutes(6));
        assertThat(status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDING, 100, 2", "3, 100, 3", "BUILDING, 45, 45", "TRANSMOGRIFYING, 45, 7"})
    void tellsOtherWordsAsNumbers(String word, int progress, int number) throws Exception {
        demo.instance("plant-1", word, progress);
        assertThat(status()).isEqualTo(number);
    }

    @Test
    void ordersShowsAndDeletesAsTheInferredOne() throws Exception {
        JsonObject created = wire.create("plant-7", "t").result();
        assertThat(created.keySet()).containsExactly("instanceId", "orderNumber");
        wire.pay(created.get("orderNumber").getAsString());
        String target = Wire.HUB + "/" + created.get("instanceId").getAsString();
        JsonObject shown = wire.get("iothub", target).send().result();
        assertThat(shown.keySet()).containsExactly("instanceinfoVO");
        assertThat(shown.getAsJsonObject("instanceinfoVO").get("instanceStatus").getAsString())
                .isEqualTo("PREPARING");
        assertThat(wire.delete("iothub", target).send().status()).isEqualTo(200);
        assertThat(simulator.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 0 instances");
    }

    @Test
    void tellsTheNewestInstanceOfTheUserThatThereIs() throws Exception {
        assertThat(checked()).isEqualTo(" ");
        demo.instance("plant-1");
        assertThat(checked()).isEqualTo(idOf("plant-1") + " RUNNING");
        String number = wire.create("plant-7", "t").result().get("orderNumber").getAsString();
        assertThat(checked()).as("nobody has paid yet").isEqualTo(idOf("plant-1") + " RUNNING");
        wire.pay(number);
        assertThat(checked()).isEqualTo(idOf("plant-7") + " BUILDING");
        clock.advance(Duration.ofMinutes(16));
        assertThat(checked()).isEqualTo(idOf("plant-7") + " RUNNING");
        demo.removeInstance("plant-7");
        assertThat(checked()).isEqualTo(idOf("plant-1") + " RUNNING");
    }

    @Test
    void tellsTheUsersInstanceOfTheRegionAlone() throws Exception {
        demo.instance("plant-1", "SUSPENDING", 100);
        assertThat(checked()).endsWith(" SUSPENDING");
        assertThat(wire.get("iothub", CHECK.replace("north-1", "east-2")).send().result())
                .hasToString("{\"instanceId\":\"\",\"instanceStatus\":\"\"}");
    }

    @Test
    void tellsWhatTheListDoesNotShowYetAndNothingUnpaid() throws Exception {
        Simulator lagging = Simulator.builder()
                .clock(clock)
                .dialect("iotHub2020")
                .listLag(Duration.ofMinutes(5))
                .unpaidInstancesListed(true)
                .inProcess();
        lagging.demoAccount();
        Wire there = new Wire(lagging, clock);
        JsonObject created = there.create("plant-7", "t").result();
        assertThat(there.list().result().getAsJsonArray("data")).hasSize(1);
        assertThat(there.get("iothub", CHECK).send().body()).contains("\"instanceId\":\"\"");
        there.pay(created.get("orderNumber").getAsString());
        assertThat(there.list().result().getAsJsonArray("data")).isEmpty();
        assertThat(there.get("iothub", CHECK).send().result().get("instanceId")).isEqualTo(created.get("instanceId"));
    }

    @Test
    void hasNoSharedInstance() throws Exception {
        assertThat(wire.get("iothub", "/v2/regions/cn-north-1/share:checkUser")
                        .send()
                        .result())
                .hasToString("{\"pubDomain\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdcloud-api", "cn-north-1"})
    void tellsRegionsAndZonesOfAPathWithoutARegion(String scope) throws Exception {
        JsonArray regions = wire.get("iothub", "/v2/regions:describe")
                .region(scope)
                .send()
                .result()
                .getAsJsonArray("regionInfo");
        assertThat(regions.get(0))
                .hasToString("{\"regionId\":\"cn-north-1\",\"regionName\":\"华北-北京\",\"azInfo\":["
                        + "{\"azId\":\"cn-north-1a\",\"azName\":\"可用区A\"},"
                        + "{\"azId\":\"cn-north-1b\",\"azName\":\"可用区B\"}]}");
        assertThat(regions.asList().stream()
                        .map(region -> region.getAsJsonObject().get("regionId").getAsString()))
                .containsExactly("cn-north-1", "cn-east-1", "cn-east-2", "cn-south-1");
    }

    @Test
    void refusesAnotherScopeForRegions() throws Exception {
        assertThat(wire.get("iothub", "/v2/regions:describe")
                        .region("cn-east-2")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(wire.get("user", CHECK).send().status()).isEqualTo(401);
    }

    @Test
    void closesAndDeniesTheNewRoutes() throws Exception {
        demo.closeRoute(Route.CHECK_SHARED_USER).deny(Route.CHECK_PRIVATE_USER).deny("iothub:describeRegionInfo");
        assertThat(wire.get("iothub", "/v2/regions/cn-north-1/share:checkUser")
                        .send()
                        .error())
                .isEqualTo("403 HTTP_FORBIDDEN: this api is not allowed [gw]");
        assertThat(wire.get("iothub", CHECK).send().error())
                .isEqualTo("403 HTTP_FORBIDDEN: You are not authorized to perform (iothub:checkPrivateUser)"
                        + " on resource (*) [IAM] [gw]");
        assertThat(wire.get("iothub", "/v2/regions:describe").send().error()).contains("iothub:describeRegionInfo");
    }

    @Test
    void writesTheNewRoutesDownAndLetsThemFail() throws Exception {
        simulator.faults().on(Route.CHECK_PRIVATE_USER).status(503, "busy");
        assertThat(wire.get("iothub", CHECK).send().status()).isEqualTo(503);
        checked();
        assertThat(simulator.ledger().calls(Route.CHECK_PRIVATE_USER))
                .extracting(Ledger.Call::httpStatus)
                .containsExactly(503, 200);
        assertThat(simulator.ledger().writes()).isZero();
    }
}
