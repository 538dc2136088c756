package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FateTest {
    private static final Duration STEP = Duration.ofSeconds(40);

    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder()
            .clock(clock)
            .preparing(Duration.ZERO)
            .building(Duration.ofSeconds(100))
            .start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);
    private String number = "";

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void buy(Fate fate) throws Exception {
        demo.nextInstance(fate);
        number = wire.buy("plant-7");
    }

    /** Returns what list and order item show at 0, 40, 80 and 120 of 100 seconds of BUILDING. */
    private String[] looks() throws Exception {
        String[] looks = new String[4];
        for (int i = 0; i < looks.length; i++) {
            looks[i] = look();
            clock.advance(STEP);
        }
        return looks;
    }

    private String look() throws Exception {
        JsonArray rows = wire.list().result().getAsJsonArray("instances");
        JsonObject order = wire.order(number).result().getAsJsonObject("data");
        JsonObject item = order.getAsJsonArray("orderItemDetails").get(0).getAsJsonObject();
        String seen = "-";
        if (!rows.isEmpty()) {
            JsonObject row = rows.get(0).getAsJsonObject();
            seen = row.get("instanceStatus").getAsString() + " " + row.get("progressValue");
        }
        return seen + ", " + item.get("status").getAsString();
    }

    private String orderStatus() throws Exception {
        return wire.order(number).result().getAsJsonObject("data").get("status").getAsString();
    }

    @Test
    void runs() throws Exception {
        buy(Fate.RUNS);
        assertThat(looks())
                .containsExactly(
                        "BUILDING 0, CREATING",
                        "BUILDING 40, CREATING",
                        "BUILDING 80, CREATING",
                        "RUNNING 100, SUCCESS");
    }

    @Test
    void itemFailsHalfWayAndTheRowDisappears() throws Exception {
        buy(Fate.ITEM_FAILS);
        assertThat(looks())
                .containsExactly("BUILDING 0, CREATING", "BUILDING 40, CREATING", "BUILDING 50, FAIL", "-, FAIL");
    }

    @Test
    void suspendsAfterBuilding() throws Exception {
        buy(Fate.SUSPENDS);
        assertThat(looks()).contains("BUILDING 80, CREATING").endsWith("SUSPENDING 100, SUCCESS");
    }

    @Test
    void neverAppearsThoughPaid() throws Exception {
        buy(Fate.NEVER_APPEARS);
        assertThat(looks()).containsOnly("-, CREATING");
        assertThat(orderStatus()).isEqualTo("PAID");
    }

    @Test
    void vanishesForGood() throws Exception {
        buy(Fate.VANISHES);
        assertThat(looks())
                .containsExactly("BUILDING 0, CREATING", "BUILDING 40, CREATING", "-, CREATING", "-, CREATING");
        assertThat(simulator.ledger().instances()).isEmpty();
    }

    @Test
    void flickersWhileBuilding() throws Exception {
        buy(Fate.FLICKERS);
        assertThat(looks())
                .containsExactly(
                        "BUILDING 0, CREATING", "-, CREATING", "BUILDING 80, CREATING", "RUNNING 100, SUCCESS");
        assertThat(look()).isEqualTo("RUNNING 100, SUCCESS");
    }

    @Test
    void usesAnOddWordWhileBuilding() throws Exception {
        buy(Fate.ODD_WORD);
        assertThat(looks()).contains("TRANSMOGRIFYING 40, CREATING").endsWith("RUNNING 100, SUCCESS");
    }

    @Test
    void failsTheOrderAfterThePaymentWasAnsweredWithSuccess() throws Exception {
        demo.orderAmount("10.00");
        buy(Fate.ORDER_FAILS);
        assertThat(orderStatus()).isEqualTo("FAILED");
        assertThat(looks()).containsOnly("-, FAIL");
        assertThat(demo.cash()).isEqualByComparingTo("1016.80");
    }

    @Test
    void cancelsTheOrderBeforeThePayment() throws Exception {
        buy(Fate.ORDER_CANCELED);
        assertThat(orderStatus()).isEqualTo("CANCELED");
        assertThat(wire.pay(number).status()).isEqualTo(400);
    }

    @Test
    void leavesTheOrderDealingForEver() throws Exception {
        buy(Fate.STUCK_DEALING);
        clock.advance(Duration.ofDays(30));
        assertThat(orderStatus()).isEqualTo("DEALING");
        assertThat(wire.pay(number).error()).contains("order is being dealt with");
        assertThat(simulator.ledger().payments()).isEmpty();
    }
}
