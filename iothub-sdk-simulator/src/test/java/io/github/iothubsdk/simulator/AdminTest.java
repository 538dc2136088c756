package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interface beside the cloud's own: what it tells, whom it answers, and what it refuses. */
@Timeout(60)
@NullUnmarked // rows of tables have empty cells
class AdminTest {
    private final Simulator simulator = Simulator.start();
    private final AdminWire admin = new AdminWire(simulator);
    private final Wire wire = new Wire(simulator, InstantSource.system());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void tellsWhatThereIs() throws Exception {
        AdminWire.Answer index = admin.get("/_sim");
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.rows("routes"))
                .hasSize(AdminRoute.ALL.size())
                .allSatisfy(route -> assertThat(route.keySet()).contains("method", "path", "about", "fields"));
        assertThat(index.json().get("onlyInJava").getAsString()).contains("meanwhile");
        assertThat(admin.get("/_sim/").json()).isEqualTo(index.json());
        assertThat(admin.get("/_sim/health").json().get("status").getAsString()).isEqualTo("UP");
    }

    @Test
    void showsAccountsNetworksDatabasesOrdersAndInstances() throws Exception {
        String number = wire.buy("plant-7");
        JsonObject state = admin.get("/_sim/state").json();
        JsonObject account = state.getAsJsonArray("accounts").get(0).getAsJsonObject();
        assertThat(account.get("cash").getAsString()).isEqualTo("1016.80");
        assertThat(account.get("verified").getAsString()).isEqualTo("company");
        JsonObject networks = state.getAsJsonObject("networks");
        assertThat(networks.getAsJsonArray("vpcs").toString()).contains(Demo.VPC);
        assertThat(networks.getAsJsonArray("subnets").toString()).contains(Demo.SUBNET, "\"freeAddresses\":250");
        assertThat(state.getAsJsonArray("databases").toString()).contains(Demo.RDS, Demo.DB_USER, "\"rw\"");
        JsonObject order = state.getAsJsonArray("orders").get(0).getAsJsonObject();
        assertThat(order.get("number").getAsString()).isEqualTo(number);
        assertThat(order.get("status").getAsString()).isEqualTo("PAID");
        assertThat(order.get("run").getAsString()).isEqualTo("token-plant-7");
        JsonObject instance = state.getAsJsonArray("instances").get(0).getAsJsonObject();
        assertThat(instance.get("status").getAsString()).isEqualTo("PREPARING");
        assertThat(instance.get("order").getAsString()).isEqualTo(number);
        assertThat(state.toString()).doesNotContain(Demo.SECRET_KEY, Demo.DB_PASSWORD, "\"p\"");
    }

    @Test
    void showsWhatTheLedgerHas() throws Exception {
        String number = wire.buy("plant-7");
        AdminWire.Answer ledger = admin.get("/_sim/ledger");
        assertThat(ledger.rows("payments"))
                .singleElement()
                .satisfies(payment ->
                        assertThat(payment.get("order").getAsString()).isEqualTo(number));
        assertThat(ledger.rows("orders")).hasSize(1);
        assertThat(ledger.rows("instances")).hasSize(1);
        assertThat(AdminWire.texts(ledger.json().getAsJsonArray("lines")))
                .isEqualTo(simulator.ledger().lines());
    }

    @Test
    void isInNoLedgerCountsForNoLimitAndSuffersNoFault() throws Exception {
        try (Simulator narrow = Simulator.builder().rateLimit(1).start()) {
            narrow.demoAccount();
            narrow.faults().on(Route.DESCRIBE_USER).always().dropConnection();
            AdminWire there = new AdminWire(narrow);
            for (int i = 0; i < 10; i++) {
                assertThat(there.get("/_sim/state").status()).isEqualTo(200);
            }
            assertThat(narrow.ledger().calls()).isEmpty();
            assertThat(there.get("/_sim/requests").rows("requests")).isEmpty();
            assertThat(there.get("/_sim/faults")
                            .rows("faults")
                            .get(0)
                            .get("seen")
                            .getAsInt())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /_sim/nothing   | 404 | GET /_sim |",
                "GET    | /_sim/state/x   | 404 | GET /_sim |",
                "PUT    | /_sim/faults    | 405 | it takes  | GET, POST, DELETE",
                "POST   | /_sim/state     | 405 | it takes  | GET",
                "DELETE | /_sim/clock     | 405 | it takes  | POST",
                "GET    | /_sim/reset     | 405 | it takes  | POST",
                "POST   | /               | 405 | it takes  | GET",
                "PUT    | /_sim/console/console.js | 405 | it takes | GET",
                "POST   | /_sim/console/nothing.js | 404 | GET /_sim |",
            })
    void namesWhatThereIsInPlaceOfWhatThereIsNot(String method, String path, int status, String words, String allow)
            throws Exception {
        AdminWire.Answer answer = admin.send(method, path, method.equals("GET") ? null : "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).contains(words);
        assertThat(answer.raw().headers().firstValue("Allow").orElse(null)).isEqualTo(allow);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/_sim/faults  | {'route':'pay','kind':'explode'}           | kind      | dropConnection",
                "/_sim/faults  | {'route':'fly','kind':'drop'}              | route     | PAY_ORDER",
                "/_sim/faults  | {'kind':'drop'}                            | route     | PAY_ORDER",
                "/_sim/faults  | {'route':'pay'}                            | kind      | noDate",
                "/_sim/faults  | {'route':'pay','kind':'drop','nht':2}      | nht       | nth",
                "/_sim/faults  | {'route':'pay','kind':'drop','nth':0}      | nth       |",
                "/_sim/faults  | {'route':'pay','kind':'drop','nth':1.5}    | nth       |",
                "/_sim/faults  | {'route':'pay','kind':'drop','when':'now'} | when      | before",
                "/_sim/faults  | {'route':'list','kind':'rowsGone','when':'before'} | when | after",
                "/_sim/faults  | {'route':'pay','kind':'stall'}             | realTime  |",
                "/_sim/faults  | {'route':'pay','kind':'stall','realTime':'5s'} | realTime |",
                "/_sim/faults  | {'route':'pay','kind':'html','httpStatus':99}  | httpStatus |",
                "/_sim/faults  | {'route':'pay','kind':'status','httpStatus':503,'headers':['x']} | headers |",
                "/_sim/faults  | {'route':'pay','kind':'status','httpStatus':503,'headers':['X: \u00e9']} | headers |",
                "/_sim/faults  | {'route':'pay','kind':'status','httpStatus':503,'headers':['A B: x']} | headers |",
                "/_sim/faults  | {'route':'pay','kind':'status','httpStatus':503,'headers':['X: a\\r\\nY: b']} | headers |",
                "/_sim/faults  | {'route':'pay','kind':'status','httpStatus':503,'headers':['Transfer-Encoding: x']} | headers |",
                "/_sim/faults  | {'route':'pay','kind':'rawDate','text':'a\\nb'} | text      |",
                "/_sim/faults  | {'route':'pay','kind':'rawDate','text':'\u00e9'} | text      |",
                "/_sim/faults  | {'route':'pay','kind':'landLate','cloudTime':'-PT1H'} | cloudTime |",
                "/_sim/faults  | {'route':'pay','kind':'stall','realTime':'-P1D'} | realTime |",
                "/_sim/account | {'orderLifetime':'-P1D'}                   | orderLifetime |",
                "/_sim/account | {'orderLifetime':'PT-0.001S'}              | orderLifetime |",
                "/_sim/account | {'orderLifetime':'P36526D'}                | orderLifetime |",
                "/_sim/faults  | {'route':'pay','kind':'meanwhile'}         | kind      | dropConnection",
                "/_sim/faults  | {'route':'LIST_CORE_INSTANCES','kind':'drop'} | route  | LIST_INSTANCES",
                "/_sim/faults  | {'route':'pay','kind':'drop','times':2,'always':true} | times |",
                "/_sim/fates   | {'fate':'DIES'}                            | fate      | FLICKERS",
                "/_sim/fates   | {}                                         | fate      | FLICKERS",
                "/_sim/fates   | {'fate':'RUNS','account':'nobody'}         | account   | JDC_DEMO_ACCESS_KEY",
                "/_sim/account | {'verified':'maybe'}                       | verified  | company",
                "/_sim/account | {'verified':null}                          | verified  | company",
                "/_sim/account | {'cash':'-1'}                              | cash      |",
                "/_sim/account | {'cash':'1e3'}                             | cash      |",
                "/_sim/account | {'denied':['fly']}                         | denied    | order:payOrder",
                "/_sim/account | {'vpcs':[{'name':'x'}]}                    | vpcs[0].id |",
                "/_sim/account | {'databases':[{'id':'x','grants':[{'database':'a','account':'b','privilege':'all'}]}]} "
                        + "| databases[0].grants[0].privilege | ro",
                "/_sim/account | {'secretKey':'x'}                          | account   |",
                "/_sim/clock   | {}                                         | at        | advance",
                "/_sim/clock   | {'advance':'soon'}                         | advance   |",
                "/_sim/clock   | {'advance':'PT999999999H'}                 | advance   |",
                "/_sim/clock   | {'at':'1999-12-31T23:59:59Z'}              | at        |",
                "/_sim/strangers | {}                                       | name      | orders",
                "/_sim/strangers | {'name':'x','region':'mars'}             | region    | cn-north-1",
                "/_sim/strangers | {'name':'x','vpc':'y'}                   | subnet    | vpc",
                "/_sim/strangers | {'order':'1','do':'pay'}                 | order     |",
                "/_sim/strangers | {'order':'1'}                            | do        | refundPart",
                "/_sim/strangers | {'order':'1','do':'pay','name':'x'}      | name      | order",
                "/_sim/reset   | {'demo':'yes'}                             | demo      | true",
            })
    void namesTheFieldAndWhatItMayHave(String path, String body, String field, String value) throws Exception {
        JsonObject before = admin.get("/_sim/state").json();
        AdminWire.Answer answer = admin.post(path, body.replace('\'', '"'));
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
        if (value != null) {
            assertThat(answer.values()).contains(value);
        }
        assertThat(simulator.faults().remaining()).isEmpty();
        assertThat(admin.get("/_sim/state").json().get("accounts")).isEqualTo(before.get("accounts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "1",
                "\"x\"",
                "{\"fate\":\"RUNS\",\"fate\":\"RUNS\"}",
                "{'fate':'RUNS'}",
                "{}x",
                "{\"a\":NaN}"
            })
    void saysThatABodyIsNoJson(String body) throws Exception {
        AdminWire.Answer answer = admin.post("/_sim/fates", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).startsWith("the body: it ");
    }

    @Test
    void saysThatABodyIsTooLargeOrTooDeep() throws Exception {
        assertThat(admin.post("/_sim/fates", " ".repeat(65 << 10)).status()).isEqualTo(413);
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(admin.post("/_sim/fates", "{\"fate\":" + deep + "}").status())
                .isEqualTo(400);
    }

    @Test
    void takesJsonOnly() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonx")) {
            assertThat(admin.send("POST", "/_sim/fates", "{\"fate\":\"VANISHES\"}", "Content-Type", type)
                            .status())
                    .isEqualTo(415);
        }
        assertThat(admin.send("POST", "/_sim/fates", "{\"fate\":\"VANISHES\"}").status())
                .isEqualTo(415);
        assertThat(admin.send(
                                "POST",
                                "/_sim/fates",
                                "{\"fate\":\"RUNS\"}",
                                "Content-Type",
                                "application/json; charset=utf-8")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1, application/json, 400, no UTF-8",
        "UTF-16, application/json, 400, no UTF-8",
        "UTF-16, application/json; charset=utf-16, 415, in UTF-8",
        "UTF-8, application/json; charset=gbk, 415, in UTF-8",
        "UTF-8, application/json;x=1; Charset=\"ISO-8859-1\", 415, in UTF-8",
        "UTF-8, application/json; charset=utf-8; charset=gbk, 415, in UTF-8",
        "UTF-8, Application/JSON; x=1; Charset=\"UTF-8\", 200,",
    })
    void takesUtf8Only(String charset, String type, int status, String words) {
        Exchange answer = sent("{\"name\":\"usine à gaz\"}".getBytes(Charset.forName(charset)), type);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(words == null ? "\"orders\"" : words);
        assertThat(simulator.ledger().orders()).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void takesNoByteOrderMarkAndNothingThatUtf8DoesNotKnow() {
        byte[] overlong = "{\"name\":\"a__b\"}".getBytes(StandardCharsets.US_ASCII);
        overlong[10] = (byte) 0xc0;
        overlong[11] = (byte) 0xaf;
        Exchange marked = sent("\ufeff{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(sent(overlong, "application/json").status()).isEqualTo(400);
        assertThat(marked.status()).isEqualTo(400);
        assertThat(new String(marked.body(), StandardCharsets.UTF_8)).contains("byte order mark");
        assertThat(simulator.ledger().orders()).isEmpty();
    }

    private Exchange sent(byte[] body, String type) {
        return simulator.exchange("POST", "/_sim/strangers", Map.of("Content-Type", type), body);
    }

    /** A connection that ends without a word tells nobody that the simulator, and not the network, is at fault. */
    @Test
    void answersAMistakeOfItsOwn() {
        CloudState cloud = new CloudState(new Settings(
                CloudClock.system(),
                Dialect.IOT_HUB_INFERRED,
                true,
                true,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false,
                true,
                new OrderTraits.Draft().traits(),
                HostNames.OWN,
                7,
                true));
        cloud.open(Demo.ACCESS_KEY, Demo.SECRET_KEY);
        AccountState nobodys = new AccountState("nobody", "pin", "1");
        HubInstance instance = new HubInstance("i", "n", "r", "", "v", "s", Fate.RUNS, cloud.now());
        Origin origin = new Origin("nobody", null, true, Origin.IOT_HUB, true);
        cloud.place(new HubOrder("1", nobodys, instance, origin, BigDecimal.ONE, cloud.now()));

        Request request = Request.of(
                "POST",
                "/_sim/account",
                Map.of("Content-Type", "application/json"),
                "{\"cash\":\"5.00\"}".getBytes(StandardCharsets.US_ASCII));
        Reply reply = new Admin(simulator, cloud).handle(request);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("a mistake of the simulator's own, not of the call");
        assertThat(cloud.accounts())
                .singleElement()
                .satisfies(account -> assertThat(account.cash).isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1:1",
                "file://",
                "x",
                "https://127.0.0.1.evil",
                "https://HOST",
                "file://HOST"
            })
    void letsNoOtherPageWrite(String pattern) throws Exception {
        String origin = pattern.replace("HOST", simulator.endpoint().getAuthority());
        String[] said = {"Content-Type", "application/json", "Origin", origin};
        for (String path : List.of("/_sim/reset", "/_sim/clock", "/_sim/faults", "/_sim/account")) {
            assertThat(admin.send("POST", path, "{}", said).status()).isEqualTo(403);
        }
        assertThat(admin.send("DELETE", "/_sim/faults", null, "Origin", origin).status())
                .isEqualTo(403);
        assertThat(admin.send("POST", "/_sim/reset", "", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(simulator.demoAccount().cash()).isEqualByComparingTo("1016.80");
    }

    /** Else a click that is meant for the page around it is a click on a button of this one. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/_sim/console/console.js", "/_sim/state"})
    void isShownInNoFrame(String path) throws Exception {
        var headers = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(simulator.endpoint().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers();
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void passesOverNothingThatIsSaidInTheWrongPlace() throws Exception {
        simulator.faults().arm("pay:drop").arm("list:drop");
        assertThat(admin.send("DELETE", "/_sim/faults", "{\"id\":2}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(admin.delete("/_sim/faults?id=1&id=2").status()).isEqualTo(400);
        assertThat(admin.post("/_sim/reset?demo=false", "{}").status()).isEqualTo(400);
        assertThat(simulator.faults().remaining()).hasSize(2);
        assertThat(admin.delete("/_sim/faults?id=2").status()).isEqualTo(200);
        assertThat(simulator.faults().remaining()).hasSize(1);
    }

    @Test
    void letsItsOwnPageWrite() throws Exception {
        AdminWire.Answer answer = admin.send(
                "POST",
                "/_sim/fates",
                "{\"fate\":\"SUSPENDS\"}",
                "Content-Type",
                "application/json",
                "Origin",
                simulator.endpoint().toString(),
                "Sec-Fetch-Site",
                "same-origin");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(answer.raw().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void answersInThisProcessToo() {
        Simulator inProcess = Simulator.builder().inProcess();
        Exchange state = inProcess.exchange("GET", "/_sim/state", Map.of(), new byte[0]);
        assertThat(state.status()).isEqualTo(200);
        assertThat(new String(state.body(), StandardCharsets.UTF_8)).contains("\"accounts\":[]");
        assertThat(inProcess
                        .exchange("GET", "/_sim/events", Map.of(), new byte[0])
                        .status())
                .isEqualTo(501);
    }

    @Test
    void emptiesTheCloudAndPutsTheDemoAccountBack() throws Exception {
        wire.buy("plant-7");
        admin.post("/_sim/clock", "{\"advance\":\"P1D\"}");
        admin.post("/_sim/faults", "{\"route\":\"pay\",\"kind\":\"drop\"}");
        AdminWire.Answer state = admin.post("/_sim/reset", "");
        assertThat(state.status()).isEqualTo(200);
        assertThat(state.rows("orders")).isEmpty();
        assertThat(state.rows("accounts")).hasSize(1);
        assertThat(state.json().getAsJsonObject("clock").get("offset").getAsString())
                .isEqualTo("PT0S");
        assertThat(admin.get("/_sim/faults").rows("faults")).isEmpty();
        assertThat(admin.post("/_sim/reset", "{\"demo\":false}").rows("accounts"))
                .isEmpty();
    }
}
