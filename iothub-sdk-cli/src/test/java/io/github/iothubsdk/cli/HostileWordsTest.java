package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the service says: no character of it moves a terminal, no secret is shown, and no name fills a screen. */
@Timeout(120)
class HostileWordsTest {

    private static final String TOKEN = "canary-session-token";

    private static final List<String> FIELDS = List.of(
            "instanceId",
            "name",
            "azName",
            "vpcId",
            "vpcName",
            "subnetName",
            "priDomain",
            "pubDomain",
            "instanceStatus",
            "description",
            "regionId");

    private final Desk desk;

    HostileWordsTest(@TempDir Path home) {
        desk = new Desk(home);
        desk.cloud.demoAccount().sessionToken(TOKEN);
        desk.env.put("JDCLOUD_SESSION_TOKEN", TOKEN);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** What shows the words of a service. */
    private static Map<String, BiFunction<Desk, String, Desk.Said>> outputs() {
        Map<String, BiFunction<Desk, String, Desk.Said>> all = new LinkedHashMap<>();
        all.put("list", (desk, bad) -> rows(desk, bad).iothub("list"));
        all.put("list on a terminal", (desk, bad) -> rows(desk.typing(""), bad).iothub("list"));
        all.put("list as JSON", (desk, bad) -> rows(desk, bad).iothub("list", "--output", "json"));
        all.put("show", (desk, bad) -> shown(desk, bad).iothub("show", "i-1"));
        all.put("show as JSON", (desk, bad) -> shown(desk, bad).iothub("show", "i-1", "--output", "json"));
        all.put("question", (desk, bad) -> shown(desk.typing("no\n"), bad).iothub("delete", "i-1"));
        for (Route route :
                List.of(Route.LIST_INSTANCES, Route.CREATE_INSTANCE, Route.QUERY_ORDER, Route.DESCRIBE_VPC)) {
            for (String form : List.of("text", "json")) {
                all.put("refusal of " + route + " as " + form, (desk, bad) -> {
                    // An order that is refused in other words is looked for, which takes its time.
                    String word = route == Route.CREATE_INSTANCE ? "INVALID_ARGUMENT" : "S" + bad;
                    desk.cloud.faults().on(route).always().error(400, 400, word, "because of " + bad + ".");
                    return desk.create("plant-7", "--yes", "--verbose", "--output", form);
                });
            }
        }
        all.put("request id", (desk, bad) -> {
            desk.cloud.faults().on(Route.LIST_INSTANCES).always().odd(error(bad), 400);
            return desk.iothub("list", "--verbose");
        });
        return all;
    }

    static Stream<Arguments> eachCharacterInEachOutput() {
        return Stream.of(0x1b, 0x0d, 0x0a, 0x9b, 0x202e, 0x2028, 0x85, 0x7f, 0x200b)
                .flatMap(bad -> outputs().keySet().stream()
                        .map(output -> arguments("U+" + Integer.toHexString(bad), (char) (int) bad, output)));
    }

    @ParameterizedTest(name = "{0} in {2}")
    @MethodSource
    void eachCharacterInEachOutput(String name, char bad, String output) {
        Desk.Said said = say(output, bad + "[2Jiothub: FORGED");
        String all = said.out() + said.err();

        assertThat(all).contains("FORGED").doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
        assertThat(all.lines()).noneMatch(line -> line.startsWith("iothub: FORGED") || line.startsWith("[2J"));
        json(output, said);
    }

    static Stream<Arguments> eachSecretInEachOutput() {
        String token = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        return Stream.of(Demo.SECRET_KEY, TOKEN, token, Demo.DB_PASSWORD)
                .flatMap(secret -> outputs().keySet().stream().map(output -> arguments(secret, output)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource
    void eachSecretInEachOutput(String secret, String output) {
        Desk.Said said = say(output, " " + secret + " ");

        assertThat(said.out() + said.err()).contains("******").doesNotContain(secret);
        json(output, said);
    }

    static List<String> aLongNameFillsNoScreen() {
        return outputs().keySet().stream()
                .filter(output -> !output.contains("JSON") && !output.contains("json"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void aLongNameFillsNoScreen(String output) {
        Desk.Said said = say(output, "x".repeat(1 << 19));

        assertThat(said.out().length() + said.err().length()).isLessThan(30_000);
    }

    private Desk.Said say(String output, String bad) {
        return Objects.requireNonNull(outputs().get(output)).apply(desk, bad);
    }

    private static void json(String output, Desk.Said said) {
        if (output.endsWith("JSON") || output.endsWith("json")) {
            assertThat(said.lines())
                    .isNotEmpty()
                    .allMatch(line -> JsonParser.parseString(line).isJsonObject());
        }
    }

    private static Desk rows(Desk desk, String bad) {
        String body = "{\"requestId\":\"r\",\"result\":{\"instances\":[" + row(bad, "") + "],\"totalCount\":1}}";
        desk.cloud.faults().on(Route.LIST_INSTANCES).always().odd(body, 200);
        return desk;
    }

    private static Desk shown(Desk desk, String bad) {
        String body = "{\"requestId\":\"r\",\"result\":{\"instance\":" + row(bad, "i-1") + "}}";
        desk.cloud.faults().on(Route.SHOW_INSTANCE).always().odd(body, 200);
        return desk;
    }

    private static JsonObject row(String bad, String id) {
        JsonObject row = new JsonObject();
        FIELDS.forEach(field -> row.addProperty(field, field + bad));
        if (!id.isEmpty()) {
            row.addProperty("instanceId", id);
        }
        return row;
    }

    private static String error(String bad) {
        JsonObject error = new JsonObject();
        error.addProperty("code", 400);
        error.addProperty("message", "m");
        JsonObject whole = new JsonObject();
        whole.addProperty("requestId", "r" + bad);
        whole.add("error", error);
        return whole.toString();
    }
}
