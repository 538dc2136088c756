package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Java can let go wrong, JSON can: a fault or fate that is forgotten there fails here. */
@Timeout(60)
class AdminFaultsTest {
    /** Code, which no JSON says. */
    private static final Set<String> CODE = Set.of("meanwhile");
    /** How JSON says when a fault strikes. */
    private static final Map<String, String> WHEN =
            Map.of("call", "nth", "times", "times", "always", "always", "beforeEffect", "when", "afterEffect", "when");

    private final Simulator simulator = Simulator.start();
    private final AdminWire admin = new AdminWire(simulator);
    private final Wire wire = new Wire(simulator, InstantSource.system());

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** Those that a user of the builder sees; what it inherits from a class that is not public, is a bridge. */
    private static Stream<Method> methods(Class<?> type, Class<?> returned) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == returned);
    }

    static Stream<String> lastWords() {
        return methods(FaultBuilder.class, Faults.class)
                .map(Method::getName)
                .filter(name -> !CODE.contains(name))
                .distinct();
    }

    @Test
    void hasAFieldForEveryWordThatSaysWhen() throws Exception {
        assertThat(methods(FaultBuilder.class, FaultBuilder.class).map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(WHEN.keySet());
        JsonObject arm = arming();
        assertThat(names(arm.getAsJsonArray("fields"))).containsAll(WHEN.values());
        assertThat(lastWords()).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(FaultKind.words());
        assertThat(Arrays.stream(FaultBuilder.class.getMethods())
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .map(Method::getReturnType)
                        .collect(Collectors.toSet()))
                .isSubsetOf(Set.of(Faults.class, FaultBuilder.class));
    }

    private JsonObject arming() throws Exception {
        return admin.get("/_sim").rows("routes").stream()
                .filter(route -> route.get("method").getAsString().equals("POST")
                        && route.get("path").getAsString().equals("/_sim/faults"))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(JsonArray fields) {
        return fields.asList().stream()
                .map(field -> field.getAsJsonObject().get("name").getAsString())
                .collect(Collectors.toSet());
    }

    /** The index says what to send: what it says is sent, what was armed is told again, and arms the same again. */
    @ParameterizedTest
    @MethodSource("lastWords")
    void armsEveryFaultThatJavaCan(String kind) throws Exception {
        JsonArray fields = arming().getAsJsonObject("kinds").getAsJsonArray(kind);
        Method java = methods(FaultBuilder.class, Faults.class)
                .filter(method -> method.getName().equals(kind))
                .findFirst()
                .orElseThrow();
        assertThat(fields.asList()).as("a field for each argument").hasSize(java.getParameterCount());
        JsonObject said = new JsonObject();
        said.addProperty("route", "LIST_INSTANCES");
        said.addProperty("kind", kind);
        for (JsonElement field : fields) {
            said.add(field.getAsJsonObject().get("name").getAsString(), sample(field.getAsJsonObject()));
        }
        AdminWire.Answer armed = admin.post("/_sim/faults", said.toString());
        assertThat(armed.status()).as("%s", armed.json()).isEqualTo(200);
        JsonObject row = armed.rows("faults").get(0);
        said.entrySet()
                .forEach(word ->
                        assertThat(row.get(word.getKey())).as(word.getKey()).isEqualTo(word.getValue()));
        assertThat(simulator.faults().remaining()).singleElement().asString().startsWith(kind);

        Fault first = faults().get(0);
        simulator.faults().arm(first.words().toString());
        assertThat(faults().get(1).words()).isEqualTo(first.words());
        assertThat(faults().get(1).describe()).isEqualTo(first.describe());
    }

    private List<Fault> faults() {
        return List.copyOf(cloud().armed());
    }

    private Faults cloud() {
        return simulator.faults();
    }

    private static JsonElement sample(JsonObject field) {
        String type = field.get("type").getAsString();
        if (type.startsWith("whole")) {
            return new JsonPrimitive(field.get("name").getAsString().equals("index") ? 3 : 503);
        }
        if (type.startsWith("list")) {
            JsonArray headers = new JsonArray();
            headers.add("Retry-After: 0");
            return headers;
        }
        return new JsonPrimitive(type.startsWith("duration") ? "PT1H" : "word");
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void setsEveryFate(Fate fate) throws Exception {
        assertThat(admin.post("/_sim/fates", "{\"fate\":\"" + fate + "\"}").status())
                .isEqualTo(200);
        wire.create("plant-7", "t");
        JsonObject instance = admin.get("/_sim/state").rows("instances").get(0);
        assertThat(instance.get("fate").getAsString()).isEqualTo(fate.name());
    }

    @Test
    void strikesAsOftenAsItIsTold() throws Exception {
        admin.post("/_sim/faults", "{\"route\":\"user\",\"nth\":2,\"times\":2,\"kind\":\"html\",\"httpStatus\":502}");
        int[] seen = new int[5];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = wire.get("user", Wire.USER).send().status();
        }
        assertThat(seen).containsExactly(200, 502, 502, 200, 200);
        JsonObject row = admin.get("/_sim/faults").rows("faults").get(0);
        assertThat(row.get("seen").getAsInt()).isEqualTo(5);
        assertThat(row.get("strikes").getAsInt()).isEqualTo(2);
        assertThat(row.get("spent").getAsBoolean()).isTrue();
        assertThat(row.get("says").getAsString())
                .isEqualTo("html 502 on calls 2 to 3 of DESCRIBE_USER, before the effect");
        assertThat(simulator.faults().remaining()).isEmpty();
    }

    @Test
    void losesTheAnswerToAPaymentThatTookPlace() throws Exception {
        String number = wire.create("plant-7", "t").result().get("orderNumber").getAsString();
        admin.post("/_sim/faults", "{\"route\":\"pay\",\"when\":\"after\",\"kind\":\"drop\"}");
        assertThat(wire.post("order", "/v2/regions/cn-north-1/order/" + number + ":pay", "{\"autoPay\":true}")
                        .exchange()
                        .ending())
                .isEqualTo(Exchange.Ending.CLOSE);
        assertThat(simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void disarmsOneOrAll() throws Exception {
        admin.post("/_sim/faults", "{\"route\":\"pay\",\"kind\":\"drop\"}");
        int second = admin.post("/_sim/faults", "{\"route\":\"list\",\"kind\":\"rowsGone\",\"always\":true}")
                .rows("faults")
                .get(1)
                .get("id")
                .getAsInt();
        assertThat(admin.delete("/_sim/faults?id=" + second).rows("faults")).hasSize(1);
        assertThat(admin.delete("/_sim/faults?id=" + second).status()).isEqualTo(400);
        assertThat(admin.delete("/_sim/faults?di=1").field()).isEqualTo("di");
        assertThat(admin.delete("/_sim/faults").rows("faults")).isEmpty();
        assertThat(simulator.faults().remaining()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay:after:drop                    | dropConnection on call 1 of PAY_ORDER, after the effect",
                "pay:drop                          | dropConnection on call 1 of PAY_ORDER, before the effect",
                "create:nth=2:status:httpStatus=503 | status 503 on call 2 of CREATE_INSTANCE, before the effect",
                "list:always:rowsGone              | rowsGone on every call of LIST_INSTANCES, after the effect",
                "query-orders:reset:times=3        | resetConnection on calls 1 to 3 of QUERY_ORDERS, before the effect",
                "show:always:nth=4:stall:realTime=PT1S | stall on every call from 4 of SHOW_INSTANCE, before the effect",
                "{\"route\":\"pay\",\"kind\":\"rawDate\",\"text\":\"a:b\"} | rawDate a:b on call 1 of PAY_ORDER, before the effect",
            })
    void isSaidOnOneLine(String line, String described) {
        assertThat(simulator.faults().arm(line).remaining()).containsExactly(described);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pay",
                "pay:",
                ":drop",
                "pay:explode",
                "fly:drop",
                "pay:drop:nth=x",
                "pay:drop:x=1",
                "{",
                "{\"route\":1}",
                "pay:meanwhile",
                "pay:drop:always:times=2",
                "pay:drop:reset",
                "pay:drop:drop",
                "pay:before:after:drop",
                "pay:nth=1:nth=3:drop",
                "{\"route\":\"pay\",\"kind\":\"drop\",\"kind\":\"reset\"}",
                "pay:landLate:cloudTime=-PT1H",
                "pay:status",
                "pay:error:httpStatus=500"
            })
    void saysWhatALineMayHave(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.faults().arm(line));
        assertThat(simulator.faults().remaining()).isEmpty();
    }
}
