package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).inProcess();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    @Test
    void hasASecondKeyOfTheSameAccount() throws Exception {
        Account second = demo.otherKey("AK2", "SK2");
        Wire other = new Wire(simulator, clock, "AK2", "SK2");
        String number = wire.buy("plant-7");
        assertThat(other.order(number).status()).isEqualTo(200);
        assertThat(other.list().body()).contains("plant-7");
        JsonObject user = other.get("user", Wire.USER).send().result();
        assertThat(user.get("pin").getAsString()).isEqualTo(demo.pin()).isEqualTo(second.pin());
        assertThat(user.get("accountId").getAsString())
                .isEqualTo(demo.accountId())
                .isEqualTo(second.accountId());
        assertThat(second.accessKey()).isEqualTo("AK2");
        assertThat(second.environment()).containsEntry("JDCLOUD_SECRET_KEY", "SK2");
        second.cash("1");
        assertThat(demo.cash()).isEqualByComparingTo("1");
    }

    @Test
    void tellsWhichKeyOrderedAndOfWhichAccount() throws Exception {
        demo.otherKey("AK2", "SK2");
        new Wire(simulator, clock, "AK2", "SK2").create("plant-7", "t");
        wire.create("plant-8", "t8");
        assertThat(simulator.ledger().orders())
                .extracting(Ledger.Order::accessKey)
                .containsExactly("AK2", Demo.ACCESS_KEY);
        assertThat(simulator.ledger().orders())
                .extracting(Ledger.Order::account)
                .containsExactly(Demo.ACCESS_KEY, Demo.ACCESS_KEY);
        assertThat(simulator.ledger().instances()).isEmpty();
    }

    @Test
    void keepsSecretsAndTokensApart() throws Exception {
        demo.otherKey("AK2", "SK2").sessionToken("temporary");
        Wire other = new Wire(simulator, clock, "AK2", "SK2");
        assertThat(other.get("user", Wire.USER).token("temporary").send().status())
                .isEqualTo(200);
        assertThat(other.get("user", Wire.USER).send().status()).isEqualTo(401);
        assertThat(wire.get("user", Wire.USER).send().status()).isEqualTo(200);
        assertThat(wire.get("user", Wire.USER).secret("SK2").send().status()).isEqualTo(401);
    }

    @Test
    void takesAnAccessKeyOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> demo.otherKey(Demo.ACCESS_KEY, "x"));
        demo.otherKey("AK2", "SK2");
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.account("AK2", "x"));
        simulator.reset();
        simulator.account("AK2", "x");
    }

    @Test
    void signsOverManyDays() throws Exception {
        for (int day = 0; day < 100; day++) {
            clock.advance(Duration.ofDays(1));
            assertThat(wire.list().status()).isEqualTo(200);
        }
    }

    @Test
    void losesAnInstanceByName() throws Exception {
        demo.instance("plant-1").instance("plant-2");
        wire.create("plant-3", "t");
        demo.removeInstance("plant-1").removeInstance("plant-3").removeInstance("nobody");
        assertThat(wire.list().body()).contains("plant-2").doesNotContain("plant-1");
        assertThat(wire.create("plant-1", "t1").status()).isEqualTo(200);
        assertThat(wire.create("plant-3", "t3").status())
                .as("on order, so it stays")
                .isEqualTo(409);
    }
}
