package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Simulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code iothub simulate} can be told, and what it tells of each call. */
@Timeout(120)
class SimulateOptionsTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Desk desk;

    SimulateOptionsTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static JsonObject get(String endpoint, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint + path)).build();
        return JsonParser.parseString(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .getAsJsonObject();
    }

    private static void post(String endpoint, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private Desk.Said create(String endpoint, String name, String... more) {
        List<String> args = new ArrayList<>(List.of("create", "--yes", "--name", name, "--endpoint", endpoint));
        args.addAll(List.of(
                "--poll-interval",
                "50ms",
                "--journal",
                desk.home.resolve("runs").toString()));
        args.addAll(List.of(Desk.FORM));
        args.addAll(List.of(more));
        return desk.run(args.toArray(String[]::new));
    }

    @Test
    void furnishesTheCloudAsItIsTold() throws Exception {
        try (Running running = new Running(
                desk,
                "simulate",
                "--fast",
                "--balance=20.00",
                "--coupons=3",
                "--verified=personal",
                "--order-amount=88.00",
                "--order-lifetime=1h",
                "--auto-paid",
                "--pay-rule=left_unpaid",
                "--fate=flickers",
                "--deny=order:payOrder",
                "--loose",
                "--seed=7",
                "--fault=user:html:httpStatus=502",
                "--fault={\"route\":\"pay\",\"always\":true,\"kind\":\"rawDate\",\"text\":\"12:00\"}")) {
            String endpoint = Running.endpoint(running.until("Ctrl-C ends it."));
            JsonObject state = get(endpoint, "/_sim/state");
            assertThat(state.get("seed").getAsString()).isEqualTo("7");
            assertThat(state.get("building").getAsString()).isEqualTo("PT1.6S");
            assertThat(state.getAsJsonArray("accounts").get(0).toString())
                    .contains(
                            "\"cash\":\"20.00\"",
                            "\"coupons\":\"3.00\"",
                            "\"verified\":\"personal\"",
                            "\"orderAmount\":\"88.00\"",
                            "\"orderLifetime\":\"PT1H\"",
                            "\"autoPaid\":true",
                            "\"payRule\":\"LEFT_UNPAID\"",
                            "\"nextFate\":\"FLICKERS\"",
                            "\"denied\":[\"order:payOrder\"]");
            assertThat(get(endpoint, "/_sim/faults").toString())
                    .contains(
                            "html 502 on call 1 of DESCRIBE_USER, before the effect",
                            "rawDate 12:00 on every call of PAY_ORDER, before the effect");
        }
    }

    @Test
    void tellsEachCallOnOneLine() throws Exception {
        try (Running running = new Running(desk, "simulate", "--fast", "--fault=list:after:html:httpStatus=502")) {
            String endpoint = Running.endpoint(running.until("Ctrl-C ends it."));
            assertThat(create(endpoint, "plant-7").code()).isZero();
            String said = running.until("iothub:describeInstances") + running.until("order:payOrder");
            assertThat(said.lines())
                    .allSatisfy(line -> assertThat(line)
                            .matches(
                                    "(\\d{3}|---)  \\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  (GET|POST) /v\\d/\\S+  \\w+:\\w+  [\\d.]+ ms"
                                            + "(  run \\S+)?  request id [0-9a-z]{32}(  fault: .*)?"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("502  ")
                            .endsWith("  fault: html 502 on call 1 of LIST_INSTANCES, after the effect"))
                    .anySatisfy(line -> assertThat(line).contains("iothub:createInstance", "  run "))
                    .anySatisfy(line -> assertThat(line).contains("order:payOrder", "  run "));
            String raw = "/nowhere?accessToken=canary&x=%1b";
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(endpoint + raw)).build();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(running.until("/nowhere"))
                    .contains("404  ", "accessToken=******&x=%1b")
                    .doesNotContain("canary");
            assertThat(running.interrupted()).isEqualTo(130);
        }
    }

    @Test
    void tellsNothingWhenItIsToBeQuiet() throws Exception {
        try (Running running = new Running(desk, "simulate", "--quiet", "--output", "json")) {
            String endpoint = Running.endpoint(running.until("\"event\":\"serving\""));
            assertThat(desk.run("list", "--endpoint", endpoint).code()).isZero();
            assertThat(get(endpoint, "/_sim/requests").getAsJsonArray("requests"))
                    .isNotEmpty();
            assertThat(running.interrupted()).isEqualTo(130);
            assertThat(running.rest()).isEmpty();
        }
    }

    @Test
    void tellsProgramsTheSameAsTheAdminInterface() throws Exception {
        try (Running running = new Running(desk, "simulate", "--output", "json")) {
            String serving = running.until("\"event\":\"serving\"");
            String endpoint = Running.endpoint(serving);
            assertThat(serving).contains("\"admin\":\"" + endpoint + "/_sim\"");
            assertThat(desk.run("list", "--endpoint", endpoint).code()).isZero();
            JsonObject line = JsonParser.parseString(running.until("\"event\":\"request\""))
                    .getAsJsonObject();
            assertThat(line.remove("version").getAsInt()).isEqualTo(1);
            line.remove("event");
            assertThat(line)
                    .isEqualTo(get(endpoint, "/_sim/requests")
                            .getAsJsonArray("requests")
                            .get(0));
        }
    }

    @Test
    void goesOnFromItsFile() throws Exception {
        String file = desk.home.resolve("cloud.state").toString();
        try (Running running = new Running(desk, "simulate", "--fast", "--balance=500.00", "--state", file)) {
            String endpoint = Running.endpoint(running.until("Ctrl-C ends it."));
            assertThat(create(endpoint, "plant-7").code()).isZero();
            Desk.Said inUse = desk.run("simulate", "--state", file);
            assertThat(inUse.code()).isEqualTo(2);
            assertThat(inUse.errors()).singleElement().asString().contains("--state cannot be used", "is in use");
            assertThat(running.interrupted()).isEqualTo(130);
        }
        try (Running running =
                new Running(desk, "simulate", "--fast", "--balance=1.00", "--fault=pay:drop", "--state", file)) {
            String endpoint = Running.endpoint(running.until("Ctrl-C ends it."));
            assertThat(desk.run("list", "--endpoint", endpoint).out()).contains("plant-7");
            assertThat(get(endpoint, "/_sim/state").getAsJsonArray("accounts").toString())
                    .contains("\"cash\":\"500.00\"");
            assertThat(get(endpoint, "/_sim/faults").getAsJsonArray("faults")).isEmpty();
            assertThat(running.interrupted()).isEqualTo(130);
            assertThat(running.err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("iothub: Goes on from " + file
                            + " (1 order); options of the demo account, and --fault, are for a" + " new cloud.\n");
        }
    }

    /** The SDK signs by its own clock: a run goes on when the cloud's was moved. A new one is not begun: its preflight looks. */
    @Test
    void letsARunGoOnWhenItsClockIsMoved() throws Exception {
        try (Running running = new Running(desk, "simulate", "--building=300h")) {
            String endpoint = Running.endpoint(running.until("Ctrl-C ends it."));
            Desk.Said created = create(endpoint, "plant-7", "--timeout", "3s");
            assertThat(created.code()).as("it is being built").isEqualTo(3);
            post(endpoint, "/_sim/clock", "{\"advance\":\"PT301H\"}");
            String runs = desk.home.resolve("runs").toString();
            Desk.Said resumed = desk.run("resume", "--endpoint", endpoint, "--journal", runs);
            assertThat(resumed.code()).as(resumed.out() + resumed.err()).isZero();
            assertThat(get(endpoint, "/_sim/ledger").getAsJsonArray("payments")).hasSize(1);
            Desk.Said next = create(endpoint, "plant-8");
            assertThat(next.code()).isEqualTo(2);
            assertThat(next.out()).contains("FAILED     the clock agrees with the service's");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fault=pay:explode       | --fault cannot be that: kind must be one of its values; there are dropConnection, ",
                "--fault=fly:drop          | route must be one of its values; there are DESCRIBE_USER, ",
                "--fault=pay:drop:x=1      | there is no field 'x' here; there are route, nth, ",
                "--fault=pay:meanwhile     | meanwhile is code, which only Java can say",
                "--fault={                 | --fault cannot be that: it begins as a JSON object, but it is no JSON.",
                "--fate=dies               | FLICKERS",
                "--verified=maybe          | expected one of [no, personal, company, both]",
                "--balance=-1              | '-1' is no amount",
                "--deny=fly                | --deny cannot be that: no route has the action fly. Write it as order:payOrder.",
                "--seed=x                  | 'x' is no whole number",
                "--host=a/b                | --host cannot be that: host must be a name",
                "--fast --building=3s      | --fast and --building exclude each other.",
                "--state=none/file         | --state cannot be used: there is no directory for none/file.",
                "--replay=x --fast --seed=1 | --replay answers from its file alone. Leave --fast and --seed out.",
            })
    void saysWhatMayBeSaid(String options, String words) {
        List<String> args = new ArrayList<>(List.of("simulate"));
        args.addAll(List.of(options.split(" ")));
        Desk.Said said = desk.run(args.toArray(String[]::new));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors()).singleElement().asString().contains(words);
    }

    @Test
    void keepsNothingOfAStartThatWasRefused() {
        Path file = desk.home.resolve("cloud.state");
        assertThat(desk.run("simulate", "--state", file.toString(), "--fault", "pay:explode")
                        .code())
                .isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    /** It would be gone on from, without what the options say. */
    @Test
    void keepsNothingWhenThePortIsTaken() {
        Path file = desk.home.resolve("cloud.state");
        try (Simulator taken = Simulator.start()) {
            String port = "" + taken.endpoint().getPort();
            Desk.Said said = desk.run("simulate", "--state", file.toString(), "--port", port, "--balance", "20.00");
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("Port " + port + " cannot be used");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void leavesAForeignFileAsItIs() throws Exception {
        Path file = Files.writeString(desk.home.resolve("hub.yaml"), "name: plant-7\n");
        Desk.Said said = desk.run("simulate", "--state", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("hub.yaml is no state of a simulator; nothing was changed in it");
        assertThat(file).hasContent("name: plant-7\n");
    }

    @Test
    void explainsItsOptionsByGroup() {
        assertThat(desk.run("simulate", "--help").out())
                .containsSubsequence(
                        "Where it listens:",
                        "--port",
                        "The cloud:",
                        "--fault",
                        "The demo account",
                        "--balance",
                        "Example:");
    }
}
