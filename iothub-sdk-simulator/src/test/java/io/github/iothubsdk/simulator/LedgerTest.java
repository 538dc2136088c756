package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String lastLine() {
        List<String> lines = simulator.ledger().lines();
        return lines.get(lines.size() - 1);
    }

    @Test
    void startsWithNothing() {
        assertThat(simulator.ledger().lines()).containsExactly("ledger: 0 orders, 0 payments, 0 instances");
    }

    @Test
    void sumsUpOneHappyPurchase() throws Exception {
        wire.buy("plant-7");
        clock.advance(Duration.ofMinutes(20));
        assertThat(lastLine()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        assertThat(simulator.ledger().lines().get(0))
                .startsWith("2019-05-01T08:00:00Z  order 2019050116000000001 for plant-7, 0 payable");
    }

    @Test
    void sumsUpMixedStates() throws Exception {
        wire.create("plant-6", "t");
        wire.buy("plant-7");
        clock.advance(Duration.ofMinutes(10));
        demo.instance("plant-1");
        assertThat(lastLine()).isEqualTo("ledger: 2 orders, 1 payment, 2 instances (1 BUILDING, 1 RUNNING)");
    }

    @Test
    void keepsEveryCallWithItsBodyAndCountsTheWrites() throws Exception {
        wire.buy("plant-7");
        wire.list();
        wire.get("user", "/nowhere").send();
        Ledger ledger = simulator.ledger();
        assertThat(ledger.calls())
                .extracting(Ledger.Call::route)
                .containsExactly(Route.CREATE_INSTANCE, Route.PAY_ORDER, Route.LIST_INSTANCES, null);
        assertThat(ledger.calls(Route.PAY_ORDER).get(0).requestBody()).isEqualTo("{\"autoPay\":true}");
        assertThat(ledger.calls().get(3).httpStatus()).isEqualTo(404);
        assertThat(ledger.writes()).isEqualTo(2);
        assertThat(ledger.orders().get(0).clientToken()).isEqualTo("token-plant-7");
        assertThat(ledger.payments().get(0).orderNumber())
                .isEqualTo(ledger.orders().get(0).number());
    }

    @Test
    void emptiesTheWorldOnResetAndKeepsThePort() throws Exception {
        URI before = simulator.endpoint();
        wire.buy("plant-7");
        simulator.faults().on(Route.PAY_ORDER).always().html(502);
        simulator.reset();
        assertThat(simulator.endpoint()).isEqualTo(before);
        assertThat(simulator.ledger().calls()).isEmpty();
        assertThat(simulator.faults().remaining()).isEmpty();
        assertThat(wire.list().error()).contains("unknown access key");
        simulator.demoAccount();
        assertThat(wire.list().status()).isEqualTo(200);
    }

    @Test
    void opensAnAccessKeyOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.account(Demo.ACCESS_KEY, "other"));
        assertThat(simulator.demoAccount().accessKey()).isEqualTo(Demo.ACCESS_KEY);
    }
}
