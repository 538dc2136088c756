package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the state cannot be written, nobody is told what a kill would take: the directory is gone, as a full disk may be. */
class UnkeptTest {
    private static final String LOST = "500 INTERNAL: the simulator cannot keep its state [gw]";

    private final SettableClock clock = new SettableClock();
    private final Path there;
    private final Path away;
    private final Simulator simulator;
    private final Wire wire;

    UnkeptTest(@TempDir Path directory) throws Exception {
        there = Files.createDirectory(directory.resolve("there"));
        away = directory.resolve("away");
        simulator = builder(there).inProcess();
        wire = new Wire(simulator, clock);
    }

    private SimulatorBuilder builder(Path directory) {
        return Simulator.builder().clock(clock).state(directory.resolve("s")).furnish(Simulator::demoAccount);
    }

    @BeforeEach
    void fail() throws Exception {
        Files.move(there, away);
        assertThat(wire.create("plant-7", "t").error()).isEqualTo(LOST);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Exchange admin(String method, String path) {
        return simulator.exchange(method, "/_sim" + path, Map.of(), new byte[0]);
    }

    @Test
    void tellsNobodyWhatAKillWouldTake() throws Exception {
        assertThat(wire.list().error()).isEqualTo(LOST);
        assertThat(wire.post("order", "/v2/regions/cn-north-1/queryOrders", "{}")
                        .send()
                        .error())
                .isEqualTo(LOST);
        for (String path : new String[] {"/state", "/ledger", "/requests", "/health", "/faults"}) {
            Exchange answer = admin("GET", path);
            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("cannot keep its state");
        }
        assertThatThrownBy(() -> simulator.ledger().orders()).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> simulator.demoAccount().cash()).isInstanceOf(UncheckedIOException.class);
        Files.copy(away.resolve("s"), away.resolve("killed"));
        try (Simulator afterAKill =
                Simulator.builder().clock(clock).state(away.resolve("killed")).inProcess()) {
            assertThat(afterAKill.ledger().orders()).isEmpty();
        }
    }

    @Test
    void keepsAndAnswersAllOnceThereIsRoomAgain() throws Exception {
        assertThat(wire.list().error()).isEqualTo(LOST);
        Files.move(away, there);
        assertThat(simulator.ledger().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.instanceName()).isEqualTo("plant-7"));
        Files.copy(there.resolve("s"), there.resolve("killed"));
        try (Simulator afterAKill =
                Simulator.builder().clock(clock).state(there.resolve("killed")).inProcess()) {
            assertThat(afterAKill.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void paysNothingThatCannotBeKept() throws Exception {
        Files.move(away, there);
        String number = wire.create("plant-7", "t").result().get("orderNumber").getAsString();
        Files.move(there, away);
        assertThat(wire.pay(number).error()).isEqualTo(LOST);
        assertThat(wire.order(number).error())
                .as("not PAID, which a kill would take back")
                .isEqualTo(LOST);
        Files.move(away, there);
        assertThat(wire.order(number).body()).contains("PAID");
    }

    @Test
    void canBeEmptiedThen() throws Exception {
        assertThat(admin("POST", "/reset").status()).isEqualTo(500);
        Files.move(away, there);
        assertThat(admin("POST", "/reset").status()).isEqualTo(200);
        assertThat(simulator.ledger().orders()).isEmpty();
        assertThat(wire.list().status()).isEqualTo(200);
    }
}
