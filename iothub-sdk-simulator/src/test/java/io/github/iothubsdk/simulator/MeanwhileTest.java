package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).inProcess();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    private FaultBuilder onCreate() {
        return simulator.faults().on(Route.CREATE_INSTANCE);
    }

    private FaultBuilder onPay() {
        return simulator.faults().on(Route.PAY_ORDER);
    }

    @Test
    void movesRightBeforeTheEffect() throws Exception {
        onCreate().beforeEffect().meanwhile(() -> demo.colleague().order("plant-7"));
        assertThat(wire.create("plant-7", "t").status()).isEqualTo(409);
        assertThat(simulator.ledger().orders()).hasSize(1);
        assertThat(simulator.faults().remaining()).isEmpty();
    }

    @Test
    void movesRightAfterTheEffect() throws Exception {
        List<Integer> orders = new ArrayList<>();
        onCreate()
                .afterEffect()
                .meanwhile(() -> orders.add(simulator.ledger().orders().size()));
        assertThat(wire.create("plant-7", "t").status()).isEqualTo(200);
        assertThat(orders).containsExactly(1);
    }

    @Test
    void movesTheClockAndTheEffectGoesByIt() throws Exception {
        demo.orderLifetime(Duration.ofHours(1));
        String number = wire.create("plant-7", "t").result().get("orderNumber").getAsString();
        onPay().meanwhile(() -> clock.advance(Duration.ofHours(1)));
        Wire.Answer answer = wire.pay(number);
        assertThat(answer.error()).isEqualTo("400 FAILED_PRECONDITION: order has been canceled");
        assertThat(answer.headers().firstValue("date")).contains("Wed, 01 May 2019 09:00:00 GMT");
    }

    @Test
    void landsWhatTheMoveMadeDue() throws Exception {
        onCreate().landLate(Duration.ofSeconds(90));
        wire.create("plant-7", "t");
        onCreate().meanwhile(() -> clock.advance(Duration.ofSeconds(90)));
        assertThat(wire.create("plant-7", "other").status()).isEqualTo(409);
        assertThat(simulator.ledger().orders()).hasSize(1);
    }

    @Test
    void strikesBesideOneFaultThatChangesTheAnswer() throws Exception {
        List<String> moves = new ArrayList<>();
        onCreate().beforeEffect().meanwhile(() -> moves.add("before"));
        onCreate().afterEffect().dropConnection();
        onCreate().afterEffect().html(502);
        onCreate()
                .afterEffect()
                .meanwhile(
                        () -> moves.add("after " + simulator.ledger().orders().size()));
        Exchange exchange =
                wire.post("iothub", Wire.HUB, Wire.createBody("plant-7", "t")).exchange();
        assertThat(exchange.ending()).isEqualTo(Exchange.Ending.CLOSE);
        assertThat(moves).containsExactly("before", "after 1");
        assertThat(simulator.faults().remaining())
                .containsExactly(
                        "html 502 on call 1 of CREATE_INSTANCE, after the effect (suppressed by another fault)");
    }

    @Test
    void moveMayCallAndArm() throws Exception {
        onCreate().meanwhile(() -> {
            simulator.faults().on(Route.LIST_INSTANCES).html(502);
            try {
                assertThat(wire.create("plant-8", "t8").status()).isEqualTo(200);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(wire.create("plant-7", "t").status()).isEqualTo(200);
        assertThat(simulator.ledger().orders()).hasSize(2);
        assertThat(wire.list().status()).isEqualTo(502);
    }

    @Test
    void throwsWhatTheMoveThrows() {
        onCreate().meanwhile(() -> {
            throw new IllegalStateException("of the test");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> wire.create("plant-7", "t"))
                .withMessage("of the test");
        assertThat(simulator.ledger().orders()).isEmpty();
    }

    @Test
    void movesOverASocketToo() throws Exception {
        try (Simulator socket = Simulator.builder().clock(clock).start()) {
            Account account = socket.demoAccount();
            socket.faults()
                    .on(Route.CREATE_INSTANCE)
                    .meanwhile(() -> account.colleague().orders(3));
            assertThat(new Wire(socket, clock).create("plant-7", "t").status()).isEqualTo(200);
            assertThat(socket.ledger().orders()).hasSize(4);
        }
    }
}
