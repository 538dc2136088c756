package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody holds from before a reset is of no use: nothing is read or changed through it, and nothing is written. */
class AfterResetTest {
    /** What a handle is by itself, whether the cloud has it or not. */
    private static final Set<String> ITS_OWN =
            Set.of("accessKey", "accountId", "pin", "environment", "number", "instanceId");

    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            String.class,
            "1",
            int.class,
            2,
            boolean.class,
            true,
            Duration.class,
            Duration.ofHours(1),
            Fate.class,
            Fate.VANISHES,
            PayRule.class,
            PayRule.LEFT_UNPAID,
            Route.class,
            Route.PAY_ORDER,
            Rds.class,
            Rds.of("mysql-2"));

    private final SettableClock clock = new SettableClock();
    private final Path file;
    private final Simulator simulator;

    AfterResetTest(@TempDir Path directory) {
        file = directory.resolve("cloud.state");
        simulator = builder().inProcess();
    }

    private SimulatorBuilder builder() {
        return Simulator.builder()
                .clock(clock)
                .seed(7)
                .furnish(Simulator::demoAccount)
                .state(file);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    static Stream<Method> uses() {
        return Stream.of(Account.class, Colleague.class, ColleagueOrder.class)
                .flatMap(type -> Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() == type))
                .filter(method -> !ITS_OWN.contains(method.getName()));
    }

    private Object held(Class<?> type) {
        Account account = simulator.demoAccount();
        return type == Account.class
                ? account
                : type == Colleague.class
                        ? account.colleague()
                        : account.colleague().order("plant-7");
    }

    private static Object[] arguments(Method method) {
        boolean isAction = method.getName().equals("deny") && method.getParameterTypes()[0] == String.class;
        return Arrays.stream(method.getParameterTypes())
                .map(type -> isAction ? "order:payOrder" : SAMPLES.get(type))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void refusesEveryUse(Method use) throws Exception {
        Object before = held(use.getDeclaringClass());
        simulator.reset();
        Account now = simulator.demoAccount();
        byte[] kept = Files.readAllBytes(file);

        assertThat(catchThrowable(() -> use.invoke(before, arguments(use))))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this account was there before reset(); ask the simulator for it again");
        assertThat(Files.readAllBytes(file)).isEqualTo(kept);
        assertThat(simulator.ledger().orders()).isEmpty();
        assertThat(now.cash()).isEqualByComparingTo("1016.80");
    }

    @Test
    void refusesAnAccountThatIsNotThereAgain() {
        Account other = simulator.account("AK2", "SK2").otherKey("AK3", "SK3");
        simulator.reset();
        assertThatIllegalStateException().isThrownBy(() -> other.cash("1.00"));
        simulator.account("AK3", "SK3").cash("2.00");
        assertThatIllegalStateException().isThrownBy(other::cash);
    }

    /** A move in the middle of a call: whose account is gone is nobody, and nothing is placed into nowhere. */
    @Test
    void refusesACallWhoseAccountAMoveTookAway() throws Exception {
        simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().meanwhile(simulator::reset);
        Wire wire = new Wire(simulator, clock);
        assertThat(wire.create("plant-7", "t").error()).isEqualTo("401 UNAUTHENTICATED: unknown access key [gw]");
        assertThat(simulator.ledger().orders()).isEmpty();
        goesOn();
    }

    @Test
    void servesACallWithTheAccountThatAMovePutBack() throws Exception {
        simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().meanwhile(() -> {
            simulator.reset();
            simulator.demoAccount().orderAmount("5.00");
        });
        Wire wire = new Wire(simulator, clock);
        String number = wire.create("plant-7", "t").result().get("orderNumber").getAsString();
        byte[] requests = simulator
                .exchange("GET", "/_sim/requests", Map.of(), new byte[0])
                .body();
        assertThat(new String(requests, StandardCharsets.UTF_8)).contains("\"run\":\"t\",\"order\":\"" + number + "\"");
        assertThat(wire.pay(number).status()).isEqualTo(200);
        assertThat(simulator.demoAccount().cash()).isEqualByComparingTo("1011.80");
        goesOn();
    }

    private void goesOn() {
        int orders = simulator.ledger().orders().size();
        simulator.close();
        try (Simulator again = builder().inProcess()) {
            assertThat(again.isResumed()).isTrue();
            assertThat(again.ledger().orders()).hasSize(orders);
        }
    }
}
