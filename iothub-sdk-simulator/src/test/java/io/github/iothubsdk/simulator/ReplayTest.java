package io.github.iothubsdk.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording holds is answered, each once, and nothing else. */
class ReplayTest {
    static final String HEAD =
            "{\"recording\":1,\"sdk\":\"0.1\",\"about\":{\"dialect\":\"iotHubInferred\"},\"began\":\"2026-11-27T12:00:00Z\"}";
    private static final String VPC = "/v1/regions/cn-north-1/vpcs/vpc-qj3k9";
    private static final String HUB = "/v2/regions/cn-north-1/instances";
    private static final String ORDERS = "/v2/regions/cn-north-1/orders";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path directory;
    private final SettableClock clock = new SettableClock();
    private final List<String> heard = new ArrayList<>();
    private final List<Replay> started = new ArrayList<>();

    ReplayTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        started.forEach(Replay::close);
    }

    private Replay replay(String... lines) throws Exception {
        Path file = Files.writeString(directory.resolve("run.jsonl"), HEAD + "\n" + String.join("\n", lines) + "\n");
        Replay replay = Simulator.builder().clock(clock).replaying(file, heard::add);
        started.add(replay);
        return replay;
    }

    /** An exchange that ended so; single quotes are double ones. */
    private static String line(String service, String method, String path, String rest) {
        return "{'n':1,'at':'2026-11-27T12:00:01.123Z','ms':12,'service':'%s','region':'cn-north-1','method':'%s','path':'%s',%s}"
                .formatted(service, method, path, rest)
                .replace('\'', '"');
    }

    private static String answered(String result) {
        return "'status':200,'headers':{'content-type':'application/json'},'response':{'requestId':'r','result':"
                + result + "}";
    }

    private static String scope(String service) {
        return "JDCLOUD2-HMAC-SHA256 Credential=AK/20261127/cn-north-1/" + service
                + "/jdcloud2_request, SignedHeaders=x-jdcloud-date, Signature=0";
    }

    private static HttpResponse<String> send(
            Replay replay, String method, String authorization, String target, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(replay.endpoint().resolve(target))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(Replay replay, String service, String target) throws Exception {
        return send(replay, "GET", scope(service), target, "");
    }

    private static String result(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body())
                .getAsJsonObject()
                .get("result")
                .toString();
    }

    @Test
    void givesEachAnswerOnceInTheirOrderAndThenSaysSo() throws Exception {
        Replay replay = replay(
                line("vpc", "GET", VPC, answered("{'at':1}")),
                line("user", "GET", "/v1/describeUser", answered("{'userAuth':2}")),
                line("vpc", "GET", VPC, answered("{'at':2}")));
        assertThat(replay.remaining()).containsExactly("GET " + VPC, "GET /v1/describeUser", "GET " + VPC);
        assertThat(result(get(replay, "vpc", VPC))).isEqualTo("{\"at\":1}");
        assertThat(result(get(replay, "vpc", VPC))).isEqualTo("{\"at\":2}");
        HttpResponse<String> none = get(replay, "vpc", VPC);
        assertThat(none.statusCode()).isEqualTo(501);
        JsonObject said = JsonParser.parseString(none.body()).getAsJsonObject();
        assertThat(said.get("requestId").getAsString()).matches("[a-z0-9]{32}");
        String words = "the recording has no more answers for GET " + VPC;
        assertThat(said.get("error"))
                .hasToString("{\"code\":501,\"status\":\"NOT_IMPLEMENTED\",\"message\":\"" + words + "\"}");
        assertThat(replay.missed()).containsExactly(words);
        assertThat(heard).containsExactly(words);
        assertThat(replay.remaining()).containsExactly("GET /v1/describeUser");
        assertThat(result(get(replay, "user", "/v1/describeUser"))).isEqualTo("{\"userAuth\":2}");
        assertThat(replay.warnings()).isEmpty();
        assertThat(replay.dialect()).contains("iotHubInferred");
    }

    @Test
    void inventsNothingForOtherMethodsPathsAndServices() throws Exception {
        Replay replay = replay(line("vpc", "GET", VPC, answered("{}")));
        assertThat(send(replay, "POST", scope("vpc"), VPC, "{}").statusCode()).isEqualTo(501);
        assertThat(get(replay, "vpc", VPC + "x").statusCode()).isEqualTo(501);
        assertThat(get(replay, "vpc", VPC + "/").statusCode()).isEqualTo(501);
        assertThat(get(replay, "rds", VPC).statusCode()).isEqualTo(501);
        assertThat(replay.missed()).hasSize(4);
        assertThat(get(replay, "vpc", VPC).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsServicesOfOnePathApart() throws Exception {
        Replay replay = replay(
                line("iothub", "GET", HUB, answered("{'of':'hub'}")),
                line("iotcore", "GET", HUB, answered("{'of':'core'}")));
        assertThat(result(get(replay, "iotcore", HUB))).isEqualTo("{\"of\":\"core\"}");
        assertThat(result(get(replay, "iothub", HUB))).isEqualTo("{\"of\":\"hub\"}");
    }

    @Test
    void tellsPagesApartAndNothingElseOfAQuery() throws Exception {
        Replay replay = replay(
                line("iothub", "GET", HUB, "'query':{'pageNumber':'2','pageSize':'100'}," + answered("{'page':2}")),
                line("iothub", "GET", HUB, "'query':{'pageSize':'100'}," + answered("{'page':1}")));
        assertThat(get(replay, "iothub", HUB + "?pageNumber=3").body()).contains("GET " + HUB + ", page 3");
        assertThat(result(get(replay, "iothub", HUB + "?pageNumber=1&pageSize=10&filters.1.name=x")))
                .isEqualTo("{\"page\":1}");
        assertThat(result(get(replay, "iothub", HUB + "?pageNumber=2"))).isEqualTo("{\"page\":2}");
    }

    @Test
    void tellsPagesOfABodyApartAndNothingElseOfIt() throws Exception {
        Replay replay = replay(
                line("order", "POST", ORDERS, "'request':{'queryVo':{'pageNumber':2}}," + answered("{'page':2}")),
                line("order", "POST", ORDERS, "'request':{'queryVo':{'appCode':'<text:6>'}}," + answered("{'page':1}")),
                line("iothub", "POST", HUB, "'request':'<text:12>'," + answered("{'instanceId':'iothub-x1'}")));
        String second = "{\"queryVo\":{\"pageNumber\":2,\"pageSize\":50}}";
        assertThat(result(send(replay, "POST", scope("order"), ORDERS, second))).isEqualTo("{\"page\":2}");
        String first = "{\"queryVo\":{\"pageNumber\":1}}";
        assertThat(result(send(replay, "POST", scope("order"), ORDERS, first))).isEqualTo("{\"page\":1}");
        assertThat(send(replay, "POST", scope("iothub"), HUB, "no JSON").statusCode())
                .isEqualTo(200);
    }

    @Test
    void comparesPathsAsTheyAreMeant() throws Exception {
        Replay replay = replay(
                line("order", "POST", "/v2/regions/cn-north-1/order/4711:pay", answered("{}")),
                line("iothub", "GET", HUB + "/a%20b", answered("{}")),
                line("iothub", "GET", HUB + "/50%zz", answered("{}")));
        assertThat(send(replay, "POST", scope("order"), "/v2/regions/cn-north-1/order/4711%3Apay", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(replay, "iothub", HUB + "/a%20b").statusCode()).isEqualTo(200);
        assertThat(replay.remaining()).containsExactly("GET " + HUB + "/50%zz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-sent", "no-answer", "interrupted"})
    void closesTheConnectionOfACallThatHadNoAnswer(String how) throws Exception {
        Replay replay =
                replay(line("vpc", "GET", VPC, "'failed':'" + how + "'"), line("vpc", "GET", VPC, answered("{}")));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), replay.endpoint().getPort())) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET " + VPC + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + scope("vpc") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(get(replay, "vpc", VPC).statusCode()).isEqualTo(200);
        assertThat(replay.missed()).isEmpty();
    }

    @Test
    void wantsAnAuthorizationAndDoesNotCheckIt() throws Exception {
        Replay replay = replay(line("vpc", "GET", VPC, answered("{}")), line("vpc", "GET", VPC, answered("{}")));
        HttpResponse<String> refused = send(replay, "GET", "", VPC, "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"ACCESS_ERROR\"", "lack of header authorization[gw]");
        assertThat(replay.remaining()).hasSize(2);
        assertThat(send(replay, "GET", "whatever", VPC, "").statusCode()).isEqualTo(200);
        assertThat(get(replay, "vpc", VPC).statusCode()).isEqualTo(200);
    }

    @Test
    void answersTheHeadersThatWereRecordedAndItsOwnDate() throws Exception {
        Replay replay = replay(
                line(
                        "vpc",
                        "GET",
                        VPC,
                        "'status':503,'headers':{'Content-Type':'text/html','date':'Fri, 27 Nov 2026 12:00:01 GMT',"
                                + "'retry-after':'7','x-jdcloud-request-id':'abc123','x-other':'y'},'text':'<text:1234>'"),
                line("vpc", "GET", VPC, "'status':502,'headers':{'content-type':'<text:9>'},'text':'<text:0>'"));
        HttpResponse<String> first = get(replay, "vpc", VPC);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.body()).hasSize(1234);
        assertThat(first.headers().map())
                .containsOnlyKeys("content-type", "date", "retry-after", "x-jdcloud-request-id", "content-length")
                .containsEntry("date", List.of("Wed, 01 May 2019 08:00:00 GMT"))
                .containsEntry("content-type", List.of("text/html"))
                .containsEntry("retry-after", List.of("7"))
                .containsEntry("x-jdcloud-request-id", List.of("abc123"));
        HttpResponse<String> second = get(replay, "vpc", VPC);
        assertThat(second.statusCode()).isEqualTo(502);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().map()).containsOnlyKeys("date", "content-length");
    }

    @Test
    void keepsAmountsNullsAndErrorsAsTheyAreWritten() throws Exception {
        String said = "{'requestId':'r1','result':{'fee':100.50,'big':12345678901234567890,'none':null,'zero':0.00,"
                + "'name':'<b>'},'error':{'code':'40301','details':'x'}}";
        Replay replay = replay(line("order", "GET", ORDERS, "'status':400,'headers':{},'response':" + said));
        assertThat(get(replay, "order", ORDERS).body()).isEqualTo(said.replace('\'', '"'));
    }

    @Test
    void goesOnWithTheNextSection() throws Exception {
        Replay replay = replay(
                line("vpc", "GET", VPC, answered("{'at':1}")), HEAD, line("vpc", "GET", VPC, answered("{'at':2}")));
        assertThat(result(get(replay, "vpc", VPC))).isEqualTo("{\"at\":1}");
        assertThat(result(get(replay, "vpc", VPC))).isEqualTo("{\"at\":2}");
    }

    @Test
    void usesWhatIsWholeOfAFileThatStopsInTheMiddle() throws Exception {
        String whole = line("vpc", "GET", VPC, answered("{'at':1}"));
        byte[] bytes = (HEAD + "\n" + whole + "\n" + whole.replace("1}", "2}")).getBytes(UTF_8);
        Path file = directory.resolve("cut.jsonl");
        for (int length = HEAD.length() + whole.length() + 3; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            Recording recording = Recording.read(file);
            assertThat(recording.exchanges()).as("%s bytes", length).hasSize(1);
            assertThat(recording.warnings()).containsExactly(file + ", line 3, stops in the middle; it is left out");
        }
        Files.write(file, bytes);
        try (Replay replay = Simulator.replaying(file)) {
            assertThat(replay.warnings()).isEmpty();
            assertThat(replay.remaining()).hasSize(2);
        }
        Replay torn = replay(whole.substring(0, 60), whole);
        assertThat(torn.warnings()).singleElement().asString().contains(", line 2, stops in the middle");
        assertThat(result(get(torn, "vpc", VPC))).isEqualTo("{\"at\":1}");
    }
}
