package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import io.github.iothubsdk.provisioning.wire.WireOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code iothub drift FILE}, by codes and counts; on recordings of the program's own and on such with one thing changed. */
@Timeout(60)
class DriftCommandTest {

    private static final String HEAD =
            "{\"recording\":1,\"sdk\":\"0.1\",\"about\":{\"dialect\":\"iotHubInferred\"},\"began\":\"2026-11-27T12:00:00Z\"}\n";
    private static final String PAGE =
            "{\"requestId\":\"a\",\"result\":{\"page\":{\"totalSize\":1},\"instances\":[{\"instanceId\":\"i\","
                    + "\"name\":\"n\",\"regionId\":\"cn-north-1\",\"azName\":\"z\",\"vpcId\":\"v\",\"vpcName\":\"v\",\"subnetId\":\"s\","
                    + "\"subnetName\":\"s\",\"priDomain\":\"d\",\"pubDomain\":\"d\",\"instanceStatus\":\"RUNNING\",\"progressValue\":100,"
                    + "\"createTime\":1556697600,\"description\":\"\"}]}}";

    private final Path home;
    private final Path file;
    private final Desk desk;

    DriftCommandTest(@TempDir Path home) {
        this.home = home;
        file = home.resolve("said.jsonl");
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static String list(int status, String response) {
        return line("GET", "/v2/regions/cn-north-1/instances", "\"status\":" + status + ",\"headers\":{}," + response);
    }

    private static String line(String method, String path, String rest) {
        return "{\"n\":1,\"service\":\"iothub\",\"region\":\"cn-north-1\",\"method\":\"" + method + "\",\"path\":\""
                + path + "\"," + rest + "}\n";
    }

    private JsonObject drift(String content, String... options) throws IOException {
        Files.writeString(file, content);
        List<String> args = new java.util.ArrayList<>(List.of("drift", file.toString(), "--output", "json"));
        args.addAll(List.of(options));
        var said = desk.run(args.toArray(String[]::new));
        JsonObject told = JsonParser.parseString(said.lines().stream()
                        .reduce((one, other) -> {
                            throw new AssertionError("more than one document");
                        })
                        .orElseThrow(() -> new AssertionError(said.err())))
                .getAsJsonObject();
        int errors = told.has("errors") ? told.get("errors").getAsInt() : 1;
        assertThat(said.code()).isEqualTo(errors > 0 ? 2 : 0);
        return told;
    }

    private static Set<String> found(JsonObject told) {
        return StreamSupport.stream(told.getAsJsonArray("findings").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(each ->
                        each.get("tier").getAsString() + " " + each.get("code").getAsString() + " "
                                + each.get("where").getAsString())
                .collect(Collectors.toSet());
    }

    @Test
    void findsNoErrorInWhatTheProgramItselfHasRecorded() throws IOException {
        assertThat(desk.create("plant-7", "--yes", "--record", file.toString()).code())
                .isZero();
        JsonObject told = drift(Files.readString(file));

        assertThat(told.get("event").getAsString()).isEqualTo("drift");
        assertThat(told.get("dialect").getAsString()).isEqualTo("iotHubInferred");
        assertThat(told.get("compared").getAsInt()).isGreaterThan(3);
        assertThat(told.get("exchanges").getAsInt())
                .isGreaterThan(told.get("compared").getAsInt());
        assertThat(told.get("cut").getAsBoolean()).isFalse();
        assertThat(found(told)).noneMatch(finding -> finding.startsWith("ERROR"));
        assertThat(found(told)).contains("INFORMATION new-field result.instances.maxDevices");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iotHubInferred", "iotHub2020", "iotCore2020"})
    void findsNoErrorInEachDialectThatTheCloudSpeaks(String dialect) throws IOException {
        try (Desk other = new Desk(home.resolve(dialect), cloud -> cloud.dialect(dialect))) {
            other.iothub("list", "--dialect", dialect, "--record", file.toString());
            other.iothub("doctor", "--dialect", dialect, "--record", file.toString());
        }
        JsonObject told = drift(Files.readString(file), "--dialect", dialect);

        assertThat(Files.readString(file)).contains("\"status\":200");
        assertThat(told.get("compared").getAsInt()).isPositive();
        assertThat(found(told)).noneMatch(finding -> finding.startsWith("ERROR"));
    }

    @Test
    void fitsAPageOfItsOwnWords() throws IOException {
        JsonObject told = drift(HEAD + list(200, "\"response\":" + PAGE));

        assertThat(found(told)).isEmpty();
        assertThat(told.get("compared").getAsInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pubDomain\"|\"publicEnd\"|WARNING missing-field result.instances.pubDomain",
                "\"pubDomain\"|\"publicEnd\"|INFORMATION new-field result.instances.publicEnd",
                "\"subnetId\"|\"subnetIdent\"|WARNING renamed-field result.instances.subnetId",
                "\"instanceId\"|\"id\"|ERROR not-understood result.instances.instanceId",
                "\"instances\"|\"hubs\"|ERROR not-understood result",
                "\"requestId\"|\"traceId\"|ERROR not-understood requestId",
                "\"vpcId\":\"v\"|\"vpcId\":{}|ERROR other-type result.instances.vpcId",
                "\"progressValue\":100|\"progressValue\":true|ERROR other-type result.instances.progressValue",
                "RUNNING|WAITING_FOR_GODOT|ERROR unknown-status result.instances.instanceStatus",
                "\"page\":{\"totalSize\":1},||WARNING missing-field result.page.totalSize",
                "\"description\":\"\"|\"description\":null|WARNING missing-field result.instances.description",
                "\"instances\":[|\"data\":[],\"instances\":[|ERROR not-understood result"
            })
    void tellsOneThingThatChanged(String old, String now, String finding) throws IOException {
        String changed = PAGE.replace(old, now == null ? "" : now);
        assertThat(changed).isNotEqualTo(PAGE);

        assertThat(found(drift(HEAD + list(200, "\"response\":" + changed)))).contains(finding);
    }

    @Test
    void tellsWhatRefusesOrIsNotTheServices() throws IOException {
        String closed =
                "\"response\":{\"error\":{\"code\":403,\"status\":\"HTTP_FORBIDDEN\",\"message\":\"this api is not allowed [gw]\"}}";
        assertThat(found(drift(HEAD + list(403, closed)))).containsExactly("ERROR route-closed ");
        String absent = "\"response\":{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":\"<text:7>\"}}";
        assertThat(found(drift(HEAD + list(404, absent)))).containsExactly("ERROR route-absent ");
        String gone = line("GET", "/v2/regions/cn-north-1/instances/i-7", "\"status\":404," + absent);
        assertThat(found(drift(HEAD + gone))).isEmpty();
        String odd = "\"response\":{\"error\":\"<text:7>\"}";
        assertThat(found(drift(HEAD + list(400, odd)))).containsExactly("ERROR not-understood error");
        assertThat(found(drift(HEAD + list(200, "\"text\":\"<text:9>\"")))).containsExactly("ERROR no-json ");
        assertThat(found(drift(HEAD + list(502, "\"text\":\"<text:9>\"")))).containsExactly("WARNING no-json ");
        String other = line("GET", "/v2/regions/cn-north-1/hubs", "\"status\":200,\"response\":{}");
        assertThat(found(drift(HEAD + other))).containsExactly("INFORMATION new-route /v2/regions/cn-north-1/hubs");
    }

    @Test
    void readsCreateAndShow() throws IOException {
        String create = line(
                "POST",
                "/v2/regions/cn-north-1/instances",
                "\"status\":200,\"response\":{\"requestId\":\"a\",\"result\":{\"orderNo\":\"7\"}}");
        assertThat(found(drift(HEAD + create))).containsExactly("WARNING missing-field result.instanceId");
        assertThat(found(drift(HEAD + create.replace("orderNo", "number")))).contains("ERROR not-understood result");
        String show = line(
                "GET",
                "/v2/regions/cn-north-1/instances/i",
                "\"status\":200,\"response\":{\"requestId\":\"a\",\"result\":{\"vo\":{}}}");
        assertThat(found(drift(HEAD + show)))
                .contains("ERROR not-understood result", "INFORMATION new-field result.vo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"totalSize\":1|\"totalSize\":\"many\"",
                "\"totalSize\":1|\"totalSize\":1.5",
                "\"progressValue\":100|\"progressValue\":\"25%\"",
                "\"instanceId\":\"i\"|\"instanceId\":\"\"",
                "\"instances\":[|\"instances\":[7,"
            })
    void tellsThatTheClientDoesNotUnderstandAList(String old, String now) throws IOException {
        String changed = PAGE.replace(old, now);
        assertThat(changed).isNotEqualTo(PAGE);

        assertThat(found(drift(HEAD + list(200, "\"response\":" + changed)))).contains("ERROR not-understood result");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100|0",
                "\"25%\"|1",
                "\"i\"|0",
                "\"other\"|1",
            })
    void tellsThatTheClientDoesNotUnderstandAShow(String value, int errors) throws IOException {
        String field = value.matches(".*[0-9].*") ? "progressValue\":" : "instanceId\":";
        String row = PAGE.replaceAll(".*\"instances\":\\[|]}}$", "").replaceAll(field + "[^,]*", field + value);
        String show = line(
                "GET",
                "/v2/regions/cn-north-1/instances/i",
                "\"status\":200,\"response\":{\"requestId\":\"a\",\"result\":{\"instanceinfoVO\":" + row + "}}");

        assertThat(found(drift(HEAD + show)).stream().filter("ERROR not-understood result"::equals))
                .hasSize(errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"regionInfo\":[{\"regionId\":\"cn-north-1\"}]}|",
                "{\"regionInfo\":[]}|",
                "{\"regions\":[{\"regionId\":\"cn-north-1\"}]}|ERROR not-understood result",
                "{\"regionInfo\":{\"regionId\":\"cn-north-1\"}}|ERROR not-understood result",
                "{\"regionInfo\":[\"cn-north-1\"]}|ERROR not-understood result",
                "{\"regionInfo\":[{\"id\":\"cn-north-1\"}]}|ERROR not-understood result.regionInfo.regionId",
                "{\"regionInfo\":[{\"regionId\":[]}]}|ERROR other-type result.regionInfo.regionId",
                "{\"regionInfo\":[{\"regionId\":[]}]}|ERROR not-understood result",
                "null|ERROR not-understood result",
            })
    void readsTheRegions(String result, String finding) throws IOException {
        String path =
                "/v2" + WireDialects.iotHub2020().path(WireOperation.REGIONS).orElseThrow();
        JsonObject told = drift(HEAD.replace("iotHubInferred", "iotHub2020")
                + line("GET", path, "\"status\":200,\"response\":{\"requestId\":\"a\",\"result\":" + result + "}"));

        assertThat(told.get("dialect").getAsString()).isEqualTo("iotHub2020");
        assertThat(told.get("compared").getAsInt()).isEqualTo(1);
        if (finding == null) {
            assertThat(found(told)).isEmpty();
        } else {
            assertThat(found(told)).contains(finding);
        }
    }

    @Test
    void comparesWithTheDialectThatIsAskedForOrFitsBest() throws IOException {
        String core =
                "{\"n\":1,\"service\":\"iotcore\",\"method\":\"GET\",\"path\":\"/v2/regions/cn-north-1/coreinstances\",\"status\":200,"
                        + "\"response\":{\"requestId\":\"a\",\"result\":{\"page\":{\"totalSize\":0},\"iotcoreInstances\":[]}}}\n";
        assertThat(drift(HEAD + core).get("dialect").getAsString()).isEqualTo("iotCore2020");
        String page2020 = PAGE.replace("\"instances\"", "\"data\"").replace("\"page\"", "\"pageinfo\"");
        String unsaid = HEAD.replace("iotHubInferred", "mine") + list(200, "\"response\":" + page2020);
        assertThat(drift(unsaid).get("compared").getAsInt()).isEqualTo(1);
        assertThat(drift(HEAD + core, "--dialect", "iotHub2020").get("compared").getAsInt())
                .isZero();

        Path mine = Files.writeString(
                home.resolve("mine.json"),
                WireDialects.iotHubInferred().toJson().replace("\"instances@siblings\"", "\"hubs@siblings\""));
        assertThat(found(drift(HEAD + list(200, "\"response\":" + PAGE), "--dialect", mine.toString())))
                .contains("ERROR not-understood result");
    }

    @Test
    void usesWhatIsWholeOfACutRecordingAndSaysSo() throws IOException {
        String whole = HEAD + list(200, "\"response\":" + PAGE);
        for (int cut : List.of(1, 20, 200)) {
            JsonObject told = drift(whole + whole.substring(0, whole.length() - cut - 1));
            assertThat(told.get("exchanges").getAsInt()).isEqualTo(1);
            assertThat(told.get("cut").getAsBoolean()).isTrue();
        }
        JsonObject torn = drift(whole + "{\"n\":2,\n" + whole);
        assertThat(torn.get("exchanges").getAsInt()).isEqualTo(2);
        assertThat(torn.get("broken").getAsInt()).isEqualTo(1);
        assertThat(torn.get("cut").getAsBoolean()).isFalse();

        Files.writeString(file, whole + "{\"n\":2,");
        assertThat(desk.run("drift", file.toString()).out())
                .contains("The recording is cut in the middle of its last line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "name: plant-7\n", "{}\n", "{\"n\":1}\n", "[1]\n", "{\"recording\":2}\n", "{\"recording\":1"
            })
    void refusesInOneLineWhatIsNoRecording(String content) throws IOException {
        Files.writeString(file, content);
        var said = desk.run("drift", file.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors()).singleElement().asString().contains(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"recording\":2}\n",
                "{\"recording\":\"1\"}\n",
                "{\"recording\":2,\"n\":1}\n",
                "{\"recording\":null}\n"
            })
    void refusesASectionOfAnotherVersion(String head) throws IOException {
        Files.writeString(file, HEAD + list(200, "\"response\":" + PAGE) + head + list(200, "\"response\":" + PAGE));
        var said = desk.run("drift", file.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errors()).singleElement().asString().contains(file.toString());
    }

    @Test
    void namesTheDialectThatWasSpokenWhereNothingWasCompared() throws IOException {
        String said = HEAD.replace("iotHubInferred", "iotHub2020");
        String order = line("GET", "/v1/regions/cn-north-1/orders", "\"status\":200,\"response\":{}")
                .replace("\"service\":\"iothub\"", "\"service\":\"order\"");
        JsonObject told = drift(said + order);

        assertThat(told.get("compared").getAsInt()).isZero();
        assertThat(told.get("dialect").getAsString()).isEqualTo("iotHub2020");
        assertThat(drift(said.replace("iotHub2020", "mine") + order)
                        .get("dialect")
                        .getAsString())
                .isEqualTo("iotHubInferred");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(desk.run("drift", home.resolve("nowhere").toString()).code()).isEqualTo(2);
        assertThat(desk.run("drift", home.toString()).code()).isEqualTo(2);
    }

    @Test
    void beginsWithItsVerdictAndCounts() throws IOException {
        Files.writeString(
                file,
                HEAD
                        + list(200, "\"response\":" + PAGE.replace("RUNNING", "ODD"))
                                .repeat(3));
        var said = desk.run("drift", file.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines().get(0)).startsWith("The service does not speak iotHubInferred");
        assertThat(said.lines().get(1)).contains("error", "list", "ODD", "3 times");
    }
}
