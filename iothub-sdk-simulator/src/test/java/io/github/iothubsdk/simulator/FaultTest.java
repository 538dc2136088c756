package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).start();
    private final Wire wire = new Wire(simulator, clock);

    FaultTest() {
        simulator.demoAccount();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FaultBuilder onCreate() {
        return simulator.faults().on(Route.CREATE_INSTANCE);
    }

    private Wire.Answer create() throws Exception {
        return wire.create("plant-7", "t");
    }

    private int orders() {
        return simulator.ledger().orders().size();
    }

    @Test
    void dropsTheConnectionBeforeTheEffect() {
        onCreate().beforeEffect().dropConnection();
        assertThatIOException().isThrownBy(this::create).havingRootCause().isInstanceOf(EOFException.class);
        assertThat(orders()).isZero();
        assertThat(simulator.ledger().calls().get(0).httpStatus()).isZero();
    }

    @Test
    void dropsTheConnectionAfterTheEffect() {
        onCreate().afterEffect().dropConnection();
        assertThatIOException().isThrownBy(this::create);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void resetsTheConnection() {
        onCreate().afterEffect().resetConnection();
        assertThatIOException().isThrownBy(this::create).havingRootCause().withMessage("Connection reset");
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void stallsBeforeTheAnswerOfAnEffect() throws Exception {
        onCreate().afterEffect().stall(Duration.ofMillis(200));
        long start = System.nanoTime();
        assertThat(create().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void stallsAndHangsUpWithoutAnEffect() {
        onCreate().beforeEffect().stall(Duration.ofMillis(50));
        assertThatIOException().isThrownBy(this::create);
        assertThat(orders()).isZero();
    }

    @Test
    void landsAnEffectLongAfterTheCallerGaveUp() throws Exception {
        onCreate().landLate(Duration.ofSeconds(90));
        assertThatIOException().isThrownBy(this::create);
        clock.advance(Duration.ofSeconds(89));
        assertThat(orders()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(orders()).isEqualTo(1);
        assertThat(create().status()).as("the client token is known").isEqualTo(200);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void endsAStallWhenItCloses() throws Exception {
        onCreate().afterEffect().stall(Duration.ofHours(1));
        Thread caller = new Thread(() -> assertThatIOException().isThrownBy(this::create));
        caller.start();
        while (orders() == 0) {
            Thread.onSpinWait();
        }
        simulator.close();
        caller.join(5_000);
        assertThat(caller.isAlive()).isFalse();
    }

    @Test
    void losesTheRowsOfAPageAndThenTellsThemTwice() throws Exception {
        wire.buy("plant-7");
        simulator.faults().on(Route.LIST_INSTANCES).call(1).rowsGone();
        simulator.faults().on(Route.LIST_INSTANCES).call(2).rowsTwice();
        List<String> pages = new ArrayList<>();
        for (int look = 0; look < 3; look++) {
            JsonObject result = wire.get("iothub", "/v2/regions/cn-north-1/instances")
                    .send()
                    .result();
            pages.add(result.getAsJsonArray("instances").size() + " of "
                    + result.getAsJsonObject("page").get("totalSize"));
        }
        assertThat(pages).containsExactly("0 of 1", "2 of 1", "1 of 1");
    }

    @Test
    void answersAnyStatusBodyAndHeader() throws Exception {
        onCreate().status(503, "busy", "Retry-After: 0");
        Wire.Answer answer = create();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("busy");
        assertThat(answer.headers().firstValue("Retry-After")).contains("0");
        assertThat(orders()).isZero();
    }

    @Test
    void answersHtmlOrNothing() throws Exception {
        onCreate().call(1).html(502);
        onCreate().call(2).emptyBody(200);
        assertThat(create().body()).startsWith("<html>");
        assertThat(create().body()).isEmpty();
        assertThat(orders()).isZero();
    }

    @Test
    void truncatesTheJson() throws Exception {
        onCreate().afterEffect().truncatedJson();
        Wire.Answer answer = create();
        assertThat(answer.status()).isEqualTo(200);
        assertThatThrownBy(answer::json).isInstanceOf(JsonParseException.class);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void answersErrorsInTheCloudsEnvelope() throws Exception {
        onCreate().call(1).rateLimited();
        onCreate().call(2).quotaExceeded();
        onCreate().call(3).error(500, 40301, "UNKNOWN", "oops");
        assertThat(create().error()).isEqualTo("429 RATE_LIMIT: too many requests [gw]");
        assertThat(create().error()).isEqualTo("429 QUOTA_EXCEEDED: Out of resource quota");
        Wire.Answer third = create();
        assertThat(third.error()).isEqualTo("500 UNKNOWN: oops");
        assertThat(third.body()).contains("\"code\":40301");
        assertThat(third.json().get("requestId").getAsString())
                .isEqualTo(third.headers().firstValue("x-jdcloud-request-id").orElseThrow());
    }

    @Test
    void answersAnErrorBesideTheResult() throws Exception {
        onCreate().afterEffect().errorBesideResult();
        Wire.Answer answer = create();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().keySet()).containsExactly("requestId", "result", "error");
        assertThat(answer.result().has("orderNumber")).isTrue();
    }

    @Test
    void answersOddBodies() throws Exception {
        String odd = "{\"requestId\":\"x\",\"error\":{\"code\":\"E1\",\"details\":\"a string\"}}";
        onCreate().odd(odd, 400);
        assertThat(create().body()).isEqualTo(odd);
    }

    @Test
    void tellsWhatHasNeverStruckAndWhatIsLeftOver() throws Exception {
        onCreate().times(3).html(502);
        assertThat(simulator.faults().neverStruck())
                .isEqualTo(simulator.faults().remaining());
        assertThat(create().status()).isEqualTo(502);
        assertThat(simulator.faults().neverStruck()).isEmpty();
        assertThat(simulator.faults().remaining())
                .containsExactly("html 502 on calls 1 to 3 of CREATE_INSTANCE, before the effect");
    }

    @Test
    void countsOnlyCallsThatTheGatewayAdmitted() throws Exception {
        onCreate().call(2).html(502);
        wire.post("iothub", Wire.HUB, "{}").secret("wrong").send();
        assertThat(create().status()).isEqualTo(200);
        assertThat(simulator.faults().remaining())
                .containsExactly("html 502 on call 2 of CREATE_INSTANCE, before the effect");
        assertThat(create().status()).isEqualTo(502);
        assertThat(simulator.faults().remaining()).isEmpty();
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void strikesAlwaysUntilCleared() throws Exception {
        onCreate().always().html(502);
        assertThat(create().status()).isEqualTo(502);
        assertThat(create().status()).isEqualTo(502);
        simulator.faults().clear();
        assertThat(create().status()).isEqualTo(200);
    }

    @Test
    void saysOfAFaultThatAnotherOneStruckInItsPlace() throws Exception {
        simulator.faults().on(Route.DESCRIBE_USER).rateLimited();
        simulator.faults().on(Route.DESCRIBE_USER).quotaExceeded();
        wire.get("user", Wire.USER).send();
        assertThat(simulator.faults().remaining())
                .containsExactly(
                        "quotaExceeded on call 1 of DESCRIBE_USER, before the effect (suppressed by another fault)");
        String listed = new String(
                simulator.exchange("GET", "/_sim/faults", Map.of(), new byte[0]).body(), StandardCharsets.UTF_8);
        assertThat(listed).contains("\"seen\":1,\"strikes\":0,\"suppressed\":1,\"spent\":true");
    }
}
