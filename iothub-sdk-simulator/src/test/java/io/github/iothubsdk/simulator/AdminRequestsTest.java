package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls, one by one: whose they are, what came of them, and no secret in any. */
@Timeout(60)
@NullUnmarked // fields of JSON may be null
class AdminRequestsTest {
    private final List<ServedCall> told = new ArrayList<>();
    private final Simulator simulator = Simulator.builder().onCall(told::add).start();
    private final AdminWire admin = new AdminWire(simulator);
    private final Wire wire = new Wire(simulator, InstantSource.system());

    AdminRequestsTest() {
        simulator.demoAccount();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<JsonObject> since(long since) throws Exception {
        return admin.get("/_sim/requests?since=" + since).rows("requests");
    }

    private JsonObject last() throws Exception {
        List<JsonObject> all = since(0);
        return all.get(all.size() - 1);
    }

    private static String text(JsonObject row, String field) {
        return row.get(field).isJsonNull() ? null : row.get(field).getAsString();
    }

    @Test
    void tellsEachCallAndWhereToGoOn() throws Exception {
        wire.list();
        AdminWire.Answer first = admin.get("/_sim/requests");
        JsonObject list = first.rows("requests").get(0);
        assertThat(list.keySet())
                .containsExactly(
                        "seq",
                        "at",
                        "method",
                        "path",
                        "route",
                        "operation",
                        "status",
                        "outcome",
                        "error",
                        "requestId",
                        "tookMillis",
                        "account",
                        "run",
                        "order",
                        "instance",
                        "faults");
        assertThat(text(list, "operation")).isEqualTo("iothub:describeInstances");
        assertThat(text(list, "outcome")).isEqualTo("DONE");
        assertThat(text(list, "account")).isEqualTo(Demo.ACCESS_KEY);
        assertThat(text(list, "requestId"))
                .isEqualTo(simulator.ledger().calls().get(0).requestId());
        assertThat(list.get("tookMillis").getAsBigDecimal()).isPositive();
        long next = first.json().get("next").getAsLong();
        assertThat(since(next)).isEmpty();
        wire.get("user", "/nowhere").send();
        assertThat(since(next)).singleElement().satisfies(lost -> {
            assertThat(text(lost, "operation")).isNull();
            assertThat(text(lost, "outcome")).isEqualTo("REFUSED");
            assertThat(text(lost, "error")).isEqualTo("NOT_FOUND");
        });
        assertThat(told).extracting(ServedCall::number).containsExactly(1L, 2L);
        assertThat(JsonParser.parseString(told.get(1).json())).isEqualTo(last());
    }

    @Test
    void tellsNoSecretHoweverItsNameIsEscaped() throws Exception {
        wire.get("user", Wire.USER + "?pass%77ord=hunter4&Access_Secret=hunter5")
                .send();
        wire.get("user", Wire.USER + "?pwd=hunter8&DbPWD=hunter9").send();
        wire.get(
                        "user",
                        Wire.USER
                                + "?filters.1.values.1=hunter10&filters.1.name=rds%50assword&filters%2E1.values.2=hunter11"
                                + "&filters.2.name=name&filters.2.values.1=plain&tagFilters.3.key=secret&tagFilters.3.values.1=hunter12"
                                + "&filters.12.name=name&filters.12.values.1=evident")
                .send();
        wire.post(
                        "user",
                        "/v1/nowhere",
                        "{\"secretKey\":\"hunter6\",\"pwd\":\"hunter13\",\"sessionToken\":\"hunter7\",\"clientToken\":\"shown\"}")
                .send();
        assertThat(admin.get("/_sim/requests").json().toString()).doesNotContain("hunter");
        assertThat(simulator.ledger().calls().toString())
                .doesNotContain("hunter")
                .contains("shown", "plain", "evident");
    }

    @Test
    void namesTheRunOfEveryCallThatIsAboutItsOrder() throws Exception {
        String number = wire.buy("plant-7");
        String id = simulator.ledger().instances().get(0).id();
        wire.order(number);
        wire.get("iothub", Wire.HUB + "/" + id).send();
        wire.get("iothub", Wire.HUB + "?filters.1.name=name&filters.1.values.1=plant-7")
                .send();
        wire.get("iothub", Wire.HUB + "?filters.1.name=instanceId&filters.1.values.1=" + id)
                .send();
        wire.delete("iothub", Wire.HUB + "/" + id).send();
        assertThat(since(0)).hasSize(7).allSatisfy(call -> {
            assertThat(text(call, "run")).isEqualTo("token-plant-7");
            assertThat(text(call, "order")).isEqualTo(number);
            assertThat(text(call, "instance")).isEqualTo(id);
        });
        wire.list();
        wire.order("4711");
        wire.get("user", Wire.USER).send();
        assertThat(since(8))
                .hasSize(3)
                .allSatisfy(call -> assertThat(text(call, "run")).isNull());
    }

    @Test
    void namesTheRunOfACreateThatPlacedNothing() throws Exception {
        simulator.faults().on(Route.CREATE_INSTANCE).dropConnection();
        wire.post("iothub", Wire.HUB, Wire.createBody("plant-7", "t-7")).exchange();
        JsonObject lost = last();
        assertThat(text(lost, "run")).isEqualTo("t-7");
        assertThat(text(lost, "order")).isNull();
        assertThat(text(lost, "outcome")).isEqualTo("CLOSED");
        assertThat(lost.get("status").getAsInt()).isZero();
        assertThat(AdminWire.texts(lost.getAsJsonArray("faults")))
                .containsExactly("dropConnection on call 1 of CREATE_INSTANCE, before the effect");
        wire.post("iothub", Wire.HUB, Wire.createBody("plant-7", "a b")).send();
        assertThat(text(last(), "run")).isNull();
    }

    @Test
    void namesNoRunOfAColleague() throws Exception {
        ColleagueOrder theirs = simulator.demoAccount().colleague().order("plant-7");
        wire.order(theirs.number());
        assertThat(text(last(), "run")).isNull();
        assertThat(text(last(), "order")).isEqualTo(theirs.number());
    }

    @Test
    void countsAStallAsTimeTaken() throws Exception {
        simulator.faults().on(Route.LIST_INSTANCES).stall(Duration.ofHours(1));
        wire.get("iothub", Wire.HUB).exchange();
        assertThat(told.get(0).took()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        assertThat(text(last(), "outcome")).isEqualTo("CLOSED");
    }

    @Test
    void tellsNoSecret() throws Exception {
        wire.post("iothub", Wire.HUB, Wire.createBody("plant-7", "t").replace("\"p\"", "\"canary\""))
                .send();
        wire.get("iothub", Wire.HUB + "?rdsPassword=canary&sessionToken=canary&pageNumber=2")
                .send();
        wire.get("iothub", Wire.HUB).secret("canary").send();
        String requests = admin.get("/_sim/requests").raw().body();
        assertThat(requests)
                .doesNotContain("canary", Demo.SECRET_KEY)
                .contains("rdsPassword=******&sessionToken=******&pageNumber=2");
        assertThat(told.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u202egnp", "\r\nGET", "\u0000", "\u200b", "\ud800", "\ufe0f"})
    void tellsNothingThatMovesATerminal(String evil) throws Exception {
        simulator.exchange("GET", "/a" + evil + "b?x=" + evil, Map.of("host", "127.0.0.1"), new byte[0]);
        String path = text(last(), "path");
        assertThat(path).doesNotContain(evil).matches("[\\x20-\\x7e]+").startsWith("/a?");
        simulator.exchange("G" + evil, "/", Map.of(), new byte[0]);
        assertThat(admin.get("/_sim/requests").raw().body()).doesNotContain(evil);
    }

    @Test
    void remembersTheLatestOnly() throws Exception {
        for (int i = 0; i < RequestLog.MOST + 5; i++) {
            simulator.exchange(
                    "GET", "/" + "x".repeat(1_000), Map.of(), "y".repeat(100).getBytes(StandardCharsets.US_ASCII));
        }
        List<JsonObject> all = since(0);
        assertThat(all).hasSize(RequestLog.MOST);
        assertThat(all.get(0).get("seq").getAsLong()).isEqualTo(6);
        assertThat(text(all.get(0), "path")).hasSizeLessThan(520);
    }
}
