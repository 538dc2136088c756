package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and colleagues, changed from outside: a word that Java has and JSON lacks fails here. */
@Timeout(60)
class AdminAccountTest {
    /** What {@link Account} can change, and the field that says it. */
    private static final Map<String, String> ACCOUNT = Map.ofEntries(
            Map.entry("otherKey", "otherKey"),
            Map.entry("userAuth", "verified"),
            Map.entry("cash", "cash"),
            Map.entry("frozen", "frozen"),
            Map.entry("coupons", "coupons"),
            Map.entry("sessionToken", "sessionToken"),
            Map.entry("deny", "denied"),
            Map.entry("closeRoute", "closed"),
            Map.entry("vpc", "vpcs"),
            Map.entry("subnet", "subnets"),
            Map.entry("rds", "databases"),
            Map.entry("orderAmount", "orderAmount"),
            Map.entry("autoPaid", "autoPaid"),
            Map.entry("orderLifetime", "orderLifetime"),
            Map.entry("payRule", "payRule"),
            Map.entry("maxInstances", "maxInstances"),
            Map.entry("instance", "instances"),
            Map.entry("instances", "fillers"),
            Map.entry("removeInstance", "removeInstance"));

    private static final Map<String, String> COLLEAGUE = Map.of(
            "network", "vpc",
            "description", "description",
            "region", "region",
            "amount", "amount",
            "service", "service",
            "nameless", "nameless",
            "order", "name",
            "orders", "orders");

    private final Simulator simulator = Simulator.start();
    private final AdminWire admin = new AdminWire(simulator);
    private final Wire wire = new Wire(simulator, InstantSource.system());

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static Set<String> words(Class<?> type, Class<?>... returned) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Set.of(returned).contains(method.getReturnType()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private Set<String> fields(String path) throws Exception {
        JsonObject route = admin.get("/_sim").rows("routes").stream()
                .filter(row -> row.get("method").getAsString().equals("POST")
                        && row.get("path").getAsString().equals(path))
                .findFirst()
                .orElseThrow();
        return route.getAsJsonArray("fields").asList().stream()
                .map(field -> field.getAsJsonObject().get("name").getAsString())
                .collect(Collectors.toSet());
    }

    @Test
    void hasAFieldForEveryWordOfJava() throws Exception {
        Set<String> words = words(Account.class, Account.class);
        words.remove("nextInstance"); // POST /_sim/fates
        assertThat(words).isEqualTo(ACCOUNT.keySet());
        assertThat(fields("/_sim/account")).containsAll(ACCOUNT.values());

        assertThat(words(Colleague.class, Colleague.class, ColleagueOrder.class, List.class))
                .isEqualTo(COLLEAGUE.keySet());
        assertThat(fields("/_sim/strangers")).containsAll(COLLEAGUE.values()).contains("subnet", "order", "do");
        assertThat(words(ColleagueOrder.class, ColleagueOrder.class))
                .containsExactlyInAnyOrder("pay", "cancel", "refundPart", "refundAll", "fail");
    }

    @Test
    void changesMoneyRightsAndCharacter() throws Exception {
        JsonObject account = admin.post("/_sim/account", """
                        {"verified":"personal","cash":"20.00","frozen":1.5,"coupons":"3","orderAmount":"88.00",
                         "orderLifetime":"PT1H","autoPaid":true,"payRule":"left-unpaid","maxInstances":2,
                         "denied":["order:payOrder"],"closed":["SHOW_INSTANCE"]}""").json().getAsJsonObject("account");
        assertThat(account.toString())
                .contains(
                        "\"verified\":\"personal\"",
                        "\"cash\":\"20.00\"",
                        "\"frozen\":\"1.5\"",
                        "\"orderLifetime\":\"PT1H\"",
                        "\"payRule\":\"LEFT_UNPAID\"",
                        "\"denied\":[\"order:payOrder\"]",
                        "\"closed\":[\"SHOW_INSTANCE\"]");
        assertThat(wire.pay("1").error()).contains("You are not authorized to perform (order:payOrder)");
        assertThat(wire.get("iothub", Wire.HUB + "/x").send().error()).contains("this api is not allowed");
        admin.post("/_sim/account", "{\"denied\":[],\"closed\":[]}");
        assertThat(wire.pay("1").error()).contains("NOT_FOUND");
        assertThat(wire.get("iothub", Wire.HUB + "/x").send().error()).contains("NOT_FOUND");
    }

    @Test
    void opensAnAccountWithAllThatItNeeds() throws Exception {
        AdminWire.Answer opened = admin.post("/_sim/account", """
                {"account":"AK9","secretKey":"SK9","verified":"company","cash":"500",
                 "otherKey":{"accessKey":"AK10","secretKey":"SK10"},
                 "vpcs":[{"id":"vpc-yn4dblxgeb"}],
                 "subnets":[{"id":"subnet-820lwf1mlp","vpc":"vpc-yn4dblxgeb","freeAddresses":3}],
                 "databases":[{"id":"mysql-wp4e9ztap2","vpc":"vpc-yn4dblxgeb","subnet":"subnet-820lwf1mlp","host":"db.example",
                   "databases":[{"name":"iothub"}],"accounts":["u"],
                   "grants":[{"database":"iothub","account":"u","privilege":"rw"}]}],
                 "instances":[{"name":"old"},{"name":"odd","status":"3","progress":10}],"fillers":2}""");
        assertThat(opened.status()).as("%s", opened.json()).isEqualTo(200);
        assertThat(opened.raw().body()).doesNotContain("SK9", "SK10");
        Wire theirs = new Wire(simulator, InstantSource.system(), "AK10", "SK10");
        assertThat(theirs.create("plant-9", "t9").status()).isEqualTo(200);
        assertThat(theirs.list().body()).contains("old", "\"instanceStatus\":\"3\"", "filler-2");
        admin.post("/_sim/account", "{\"account\":\"AK9\",\"removeInstance\":\"old\"}");
        assertThat(theirs.list().body()).doesNotContain("\"old\"");
        assertThat(admin.post("/_sim/account", "{\"account\":\"AK9\",\"secretKey\":\"x\"}")
                        .field())
                .isEqualTo("account");
        assertThat(admin.post("/_sim/account", "{\"otherKey\":{\"accessKey\":\"AK9\",\"secretKey\":\"x\"}}")
                        .message())
                .contains("taken");
        assertThat(admin.post("/_sim/account", "{\"account\":\"a/b\",\"secretKey\":\"x\"}")
                        .status())
                .isEqualTo(400);
        admin.post("/_sim/account", "{\"account\":\"AK9\",\"sessionToken\":\"tok\"}");
        assertThat(new Wire(simulator, InstantSource.system(), "AK9", "SK9")
                        .list()
                        .status())
                .isEqualTo(401);
    }

    /** No break space, ideographic space, a word joiner, marks that turn the direction, a filler that is not seen, a control. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AK\u00a02",
                "AK\u30002",
                "AK\u20602",
                "AK\u202e2",
                "\u200fAK2",
                "AK\u31642",
                "AK\u00852",
                "A K",
                "A/K",
                "A,K",
                "\ue000"
            })
    void takesNoAccessKeyThatIsNotSeenAsItIs(String key) throws Exception {
        AdminWire.Answer opened = admin.post("/_sim/account", "{\"account\":\"" + key + "\",\"secretKey\":\"x\"}");
        assertThat(opened.status()).isEqualTo(400);
        assertThat(opened.field()).isEqualTo("account");
        assertThat(opened.message()).contains("without blanks");
        AdminWire.Answer other =
                admin.post("/_sim/account", "{\"otherKey\":{\"accessKey\":\"" + key + "\",\"secretKey\":\"x\"}}");
        assertThat(other.field()).isEqualTo("otherKey.accessKey");
    }

    @Test
    void letsAColleagueOrderAndPay() throws Exception {
        AdminWire.Answer ordered = admin.post("/_sim/strangers", """
                {"name":"plant-7","amount":"88.00","description":"theirs","region":"cn-east-2",
                 "vpc":"vpc-x","subnet":"subnet-x","nameless":true}""");
        assertThat(ordered.status()).as("%s", ordered.json()).isEqualTo(200);
        JsonObject order = ordered.rows("orders").get(0);
        assertThat(order.get("status").getAsString()).isEqualTo("NO_PAY");
        String number = order.get("number").getAsString();
        String paid = admin.post("/_sim/strangers", "{\"order\":\"" + number + "\",\"do\":\"pay\"}")
                .rows("orders")
                .get(0)
                .get("status")
                .getAsString();
        assertThat(paid).isEqualTo("PAID");
        JsonObject shown = admin.get("/_sim/state").rows("orders").get(0);
        assertThat(shown.get("colleague").getAsBoolean()).isTrue();
        assertThat(shown.get("region").getAsString()).isEqualTo("cn-east-2");
        assertThat(shown.get("run").isJsonNull()).isTrue();
        assertThat(simulator.demoAccount().cash()).isEqualByComparingTo("928.80");
        assertThat(admin.post("/_sim/strangers", "{\"orders\":3,\"service\":\"Virtual Machine\"}")
                        .rows("orders"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"cancel, CANCELED", "refundPart, REFUND_PART", "refundAll, REFUND_ALL", "fail, FAILED", "pay, PAID"})
    void doesToAnOrderWhatAColleagueCan(String deed, String status) throws Exception {
        JsonObject order = admin.post("/_sim/strangers", "{\"name\":\"plant-7\",\"do\":\"" + deed + "\"}")
                .rows("orders")
                .get(0);
        assertThat(order.get("status").getAsString()).isEqualTo(status);
        AdminWire.Answer again = admin.post(
                "/_sim/strangers", "{\"order\":\"" + order.get("number").getAsString() + "\",\"do\":\"cancel\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.message()).contains("cannot be canceled");
    }

    @Test
    void refusesANameInUse() throws Exception {
        wire.buy("plant-7");
        AdminWire.Answer refused = admin.post("/_sim/strangers", "{\"name\":\"plant-7\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).contains("exists already");
    }

    @Test
    void movesTheClockOfTheSystemAndNoOther() throws Exception {
        String number = wire.buy("plant-7");
        JsonObject clock =
                admin.post("/_sim/clock", "{\"advance\":\"PT16M\"}").json().getAsJsonObject("clock");
        assertThat(Duration.parse(clock.get("offset").getAsString()))
                .isBetween(Duration.ofMinutes(16), Duration.ofMinutes(16).plusSeconds(1));
        assertThat(simulator.ledger().instances().get(0).status()).isEqualTo("RUNNING");
        assertThat(simulator.ledger().orders().get(0).number()).isEqualTo(number);
        assertThat(admin.post("/_sim/clock", "{\"at\":\"2030-01-01T00:00:00Z\"}")
                        .raw()
                        .headers()
                        .firstValue("Date")
                        .orElseThrow())
                .startsWith("Tue, 01 Jan 2030 00:00:0");
        SettableClock tests = new SettableClock();
        try (Simulator still = Simulator.builder().clock(tests).start()) {
            AdminWire.Answer refused = new AdminWire(still).post("/_sim/clock", "{\"advance\":\"PT1M\"}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.message()).contains("the clock is the test's");
        }
    }

    /** Neither a client that goes by its own clock nor one that goes by the Date header is refused; a third is. */
    @Test
    void refusesNoClientForAClockThatItCouldNotKnowOf() throws Exception {
        admin.post("/_sim/clock", "{\"advance\":\"P20D\"}");
        assertThat(wire.list().status()).isEqualTo(200);
        InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofDays(20));
        assertThat(new Wire(simulator, ahead).list().status()).isEqualTo(200);
        InstantSource neither = InstantSource.offset(InstantSource.system(), Duration.ofDays(10));
        assertThat(new Wire(simulator, neither).list().error())
                .isEqualTo("401 UNAUTHENTICATED: header x-jdcloud-date is too far from now [gw]");
    }

    @Test
    void knowsANonceAgainAfterTheClockWasMoved() throws Exception {
        assertThat(wire.get("user", Wire.USER)
                        .header("x-jdcloud-nonce", "once")
                        .send()
                        .status())
                .isEqualTo(200);
        admin.post("/_sim/clock", "{\"advance\":\"P20D\"}");
        assertThat(wire.get("user", Wire.USER)
                        .header("x-jdcloud-nonce", "once")
                        .send()
                        .status())
                .isEqualTo(403);
    }
}
