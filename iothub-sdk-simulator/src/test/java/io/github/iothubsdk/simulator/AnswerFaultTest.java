package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerFaultTest {
    private static final String ID = "x-jdcloud-request-id";

    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FaultBuilder on(Route route) {
        return simulator.faults().on(route);
    }

    private Wire.Answer create() throws Exception {
        return wire.create("plant-7", "t");
    }

    private static Optional<String> date(Wire.Answer answer) {
        return answer.headers().firstValue("date");
    }

    @Test
    void leavesLittleOfTheResult() throws Exception {
        on(Route.LIST_INSTANCES).call(1).resultGone();
        on(Route.LIST_INSTANCES).call(2).resultNull();
        on(Route.LIST_INSTANCES).call(3).emptyObject();
        on(Route.LIST_INSTANCES).call(4).statusOk();
        assertThat(wire.list().json().keySet()).containsExactly("requestId");
        JsonObject second = wire.list().json();
        assertThat(second.keySet()).containsExactly("requestId", "result");
        assertThat(second.get("result").isJsonNull()).isTrue();
        assertThat(wire.list().body()).isEqualTo("{}");
        assertThat(wire.list().body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void doesWhatItAnswersNothingAbout() throws Exception {
        on(Route.CREATE_INSTANCE).call(1).resultGone();
        on(Route.CREATE_INSTANCE).call(2).afterEffect().resultGone();
        assertThat(create().status()).isEqualTo(200);
        assertThat(simulator.ledger().orders()).isEmpty();
        assertThat(create().json().has("result")).isFalse();
        assertThat(simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void renamesAKeyOfTheResult() throws Exception {
        demo.instance("plant-1");
        on(Route.LIST_INSTANCES).renamed("instances", "iotcoreInstances");
        assertThat(wire.list().result().keySet()).containsExactlyInAnyOrder("page", "iotcoreInstances");
        on(Route.LIST_INSTANCES).renamed("nothing", "something");
        assertThat(wire.list().result().keySet()).containsExactly("page", "instances");
    }

    @Test
    void hidesARowAndCountsOneLess() throws Exception {
        demo.instances(11);
        on(Route.LIST_INSTANCES).rowHidden(4);
        on(Route.LIST_INSTANCES).call(2).rowHidden(11);
        JsonObject shifted = wire.list().result();
        assertThat(shifted.getAsJsonArray("instances")).hasSize(10);
        assertThat(shifted.toString()).contains("filler-4", "filler-6").doesNotContain("filler-5");
        assertThat(shifted.getAsJsonObject("page").get("totalSize").getAsInt()).isEqualTo(10);
        JsonObject whole = wire.list().result();
        assertThat(whole.getAsJsonArray("instances")).hasSize(11);
        assertThat(whole.getAsJsonObject("page").get("totalSize").getAsInt()).isEqualTo(11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> on(Route.LIST_INSTANCES).rowHidden(-1));
    }

    @Test
    void hidesARowOfOtherEnvelopesAndOfOrders() throws Exception {
        demo.instances(11);
        simulator.envelope(Envelope.FLAT_DATA);
        on(Route.LIST_INSTANCES).always().rowHidden(0);
        JsonObject flat = wire.get("iothub", Wire.HUB).send().result();
        assertThat(flat.getAsJsonArray("data")).hasSize(9);
        assertThat(flat.get("totalSize").getAsInt()).isEqualTo(10);
        assertThat(flat.get("totalPage").getAsInt()).isEqualTo(1);
        simulator.envelope(Envelope.PAGEINFO_DATA);
        JsonObject info = wire.list().result().getAsJsonObject("pageinfo");
        assertThat(info.get("totalSize").getAsInt()).isEqualTo(10);
        simulator.envelope(Envelope.TOTAL_COUNT).totals(false);
        assertThat(wire.list().result().keySet()).containsExactly("instances");
        demo.colleague().orders(2);
        on(Route.QUERY_ORDERS).rowHidden(1);
        JsonObject orders = wire.post("order", "/v2/regions/cn-north-1/orders", "{\"queryVo\":{}}")
                .send()
                .result();
        assertThat(orders.getAsJsonArray("resultList")).hasSize(1);
        assertThat(orders.get("totalCount").getAsInt()).isEqualTo(1);
    }

    @Test
    void tellsNoRequestId() throws Exception {
        on(Route.LIST_INSTANCES).afterEffect().withoutRequestId();
        Wire.Answer answer = wire.list();
        assertThat(answer.json().keySet()).containsExactly("result");
        assertThat(answer.result().has("instances")).isTrue();
        assertThat(answer.headers().firstValue(ID)).isEmpty();
    }

    @Test
    void answersABareStatus() throws Exception {
        on(Route.CREATE_INSTANCE).bareStatus(403);
        Wire.Answer answer = create();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue(ID)).isEmpty();
        assertThat(simulator.ledger().orders()).isEmpty();
    }

    @Test
    void refusesWithoutAWordAfterItCreatedAndPaid() throws Exception {
        on(Route.CREATE_INSTANCE).afterEffect().emptyBody(403);
        assertThat(create().status()).isEqualTo(403);
        String number = simulator.ledger().orders().get(0).number();
        on(Route.PAY_ORDER).afterEffect().status(403, "no");
        assertThat(wire.pay(number).body()).isEqualTo("no");
        assertThat(simulator.ledger().payments()).hasSize(1);
        on(Route.CREATE_INSTANCE).afterEffect().html(403);
        assertThat(wire.create("plant-8", "t8").body()).startsWith("<html>");
        assertThat(simulator.ledger().orders()).hasSize(2);
        on(Route.PAY_ORDER).afterEffect().bareStatus(403);
        assertThat(wire.pay(simulator.ledger().orders().get(1).number()).status())
                .isEqualTo(403);
        assertThat(simulator.ledger().payments()).hasSize(2);
    }

    @Test
    void tellsAnotherDateAnyTextOrNone() throws Exception {
        on(Route.CREATE_INSTANCE).call(1).date(Duration.ofMinutes(-90));
        on(Route.CREATE_INSTANCE).call(2).rawDate("yesterday");
        on(Route.CREATE_INSTANCE).call(3).noDate();
        Wire.Answer first = create();
        assertThat(first.result().has("orderNumber")).isTrue();
        assertThat(date(first)).contains("Wed, 01 May 2019 06:30:00 GMT");
        assertThat(date(create())).contains("yesterday");
        assertThat(date(create())).isEmpty();
        assertThat(date(create())).contains("Wed, 01 May 2019 08:00:00 GMT");
        assertThat(simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void tellsAnotherDateBesideAnotherFault() throws Exception {
        on(Route.CREATE_INSTANCE).always().date(Duration.ofHours(1));
        on(Route.CREATE_INSTANCE).html(502);
        on(Route.CREATE_INSTANCE).call(2).noDate();
        Wire.Answer page = create();
        assertThat(page.status()).isEqualTo(502);
        assertThat(date(page)).contains("Wed, 01 May 2019 09:00:00 GMT");
        assertThat(date(create())).isEmpty();
    }

    @Test
    void canBeACloudWithoutDates() throws Exception {
        try (Simulator undated = Simulator.builder().clock(clock).dates(false).start()) {
            undated.demoAccount();
            undated.faults().on(Route.LIST_INSTANCES).rawDate("yesterday");
            Wire.Answer answer = new Wire(undated, clock).list();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(date(answer)).isEmpty();
        }
    }
}
