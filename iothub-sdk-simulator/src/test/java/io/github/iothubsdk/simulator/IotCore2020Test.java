package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IoT Core's two reads, field by field as published. */
class IotCore2020Test {
    private static final String CORE = "/v2/regions/cn-north-1/coreinstances";

    private final SettableClock clock = new SettableClock();
    private final Simulator simulator =
            Simulator.builder().clock(clock).dialect("iotCore2020").inProcess();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    private JsonObject result(String target) throws Exception {
        return wire.get("iotcore", target).send().result();
    }

    private JsonObject row() throws Exception {
        return result(CORE).getAsJsonArray("iotcoreInstances").get(0).getAsJsonObject();
    }

    private String look() throws Exception {
        return row().get("instanceStatus").getAsString() + " "
                + row().get("progress").getAsInt();
    }

    @Test
    void listsRowsAsTheModelHasThem() throws Exception {
        demo.instance("plant-1");
        JsonObject list = result(CORE);
        assertThat(list.keySet()).containsExactly("page", "iotcoreInstances");
        assertThat(list.get("page")).hasToString("{\"pageSize\":10,\"nowPage\":1,\"totalSize\":1,\"totalPage\":1}");
        String id = simulator.ledger().instances().get(0).id();
        assertThat(row())
                .hasToString("{\"instanceId\":\"" + id + "\",\"instanceName\":\"plant-1\",\"portalAddress\":"
                        + "\"https://portal." + id + ".iothub.example\",\"linkDomain\":\"link." + id
                        + ".iothub.example\",\"instanceStatus\":\"RUNNING\",\"progress\":100,"
                        + "\"createdTime\":1556696670000,\"updatedTime\":1556696670000,\"expiredTime\":0}");
    }

    @Test
    void showsOneFlatWithMoreFields() throws Exception {
        demo.instance("plant-1");
        JsonObject row = row();
        JsonObject shown = result(CORE + "/" + row.get("instanceId").getAsString());
        assertThat(String.join(" ", shown.keySet()))
                .isEqualTo("instanceId instanceName portalAddress linkDomain instanceStatus progress createdTime "
                        + "updatedTime expiredTime regionId regionName description vpcId vpcName subnetId subNetName "
                        + "publicDomain internalDomain iotcoreUserName iotcoreUserCreatedTime");
        row.entrySet().forEach(field -> assertThat(shown.get(field.getKey())).isEqualTo(field.getValue()));
        assertThat(shown.get("iotcoreUserName").getAsString()).isEqualTo(demo.pin());
        assertThat(shown.get("regionId").getAsString()).isEqualTo(Demo.REGION);
    }

    @Test
    void doesNotKnowAnotherIdOrRegion() throws Exception {
        demo.instance("plant-1");
        String id = row().get("instanceId").getAsString();
        assertThat(wire.get("iotcore", CORE + "/iothub-none").send().error())
                .isEqualTo("404 NOT_FOUND: Resource not found");
        String elsewhere = CORE.replace("north-1", "east-2");
        assertThat(wire.get("iotcore", elsewhere + "/" + id).send().status()).isEqualTo(404);
        assertThat(result(elsewhere).getAsJsonArray("iotcoreInstances")).isEmpty();
    }

    @Test
    void showsWhatWasOrderedAtTheConsoleWhileItIsBuilt() throws Exception {
        demo.colleague().order("plant-7").pay();
        assertThat(look()).isEqualTo("CREATING 0");
        clock.advance(Duration.ofSeconds(30).plusMinutes(9));
        assertThat(look()).isEqualTo("CREATING 60");
        assertThat(row().get("portalAddress").getAsString()).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        assertThat(look()).isEqualTo("RUNNING 100");
    }

    @ParameterizedTest
    @CsvSource({
        "BUILDING, 45, CREATING",
        "RUNNING, 100, RUNNING",
        "SUSPENDING, 100, ARREARAGE_STOP",
        "STARTING, 0, STARTING",
        "EXPIRE_STOP, 100, EXPIRE_STOP",
        "ERROR, 20, ERROR"
    })
    void tellsEachPublishedStatus(String word, int progress, String told) throws Exception {
        demo.instance("plant-1", word, progress);
        assertThat(look()).isEqualTo(told + " " + progress);
    }

    @Test
    void listsInPages() throws Exception {
        demo.instances(12);
        JsonObject second = result(CORE + "?pageNumber=2");
        assertThat(second.get("page")).hasToString("{\"pageSize\":10,\"nowPage\":2,\"totalSize\":12,\"totalPage\":2}");
        assertThat(second.getAsJsonArray("iotcoreInstances")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pageSize=9",
                "pageSize=101",
                "pageNumber=0",
                "filters.1.name=name&filters.1.values.1=x",
                "filters.1.name=instanceId&filters.1.values.1=x"
            })
    void refusesPagesOutOfBoundsAndFilters(String query) throws Exception {
        assertThat(wire.get("iotcore", CORE + "?" + query).send().error()).startsWith("400 INVALID_ARGUMENT");
    }

    @Test
    void ordersNothing() throws Exception {
        demo.instance("plant-1");
        String id = simulator.ledger().instances().get(0).id();
        assertThat(wire.create("plant-7", "t").error()).isEqualTo("404 NOT_FOUND: no such api [gw]");
        assertThat(wire.post("iotcore", CORE, Wire.createBody("plant-7", "t"))
                        .send()
                        .error())
                .isEqualTo("404 NOT_FOUND: no such api [gw]");
        assertThat(wire.delete("iotcore", CORE + "/" + id).send().error()).isEqualTo("404 NOT_FOUND: no such api [gw]");
        assertThat(simulator.ledger().orders()).isEmpty();
        assertThat(simulator.ledger().instances()).hasSize(1);
    }

    @Test
    void isOfItsOwnServiceAndMayBeClosedAndDenied() throws Exception {
        assertThat(wire.get("iothub", CORE).send().error())
                .isEqualTo("401 UNAUTHENTICATED: the scope's service is not iotcore [gw]");
        demo.closeRoute(Route.LIST_CORE_INSTANCES).deny("iotcore:describeIotcoreInstance");
        assertThat(wire.get("iotcore", CORE).send().error())
                .isEqualTo("403 HTTP_FORBIDDEN: this api is not allowed [gw]");
        assertThat(wire.get("iotcore", CORE + "/x").send().error()).contains("(iotcore:describeIotcoreInstance)");
        assertThat(simulator.ledger().calls(Route.LIST_CORE_INSTANCES)).hasSize(2);
    }
}
