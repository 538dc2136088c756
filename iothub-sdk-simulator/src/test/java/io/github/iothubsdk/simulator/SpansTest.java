package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever takes a time takes no less than none, and no more than a century, by whatever door it is said. */
class SpansTest {
    private final Simulator simulator =
            Simulator.builder().furnish(Simulator::demoAccount).inProcess();

    static Stream<Method> takers() {
        return Stream.of(SimulatorBuilder.class, Account.class, FaultBuilder.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {Duration.class}))
                .filter(method -> !method.getName().equals("date")); // it is put ahead or back
    }

    private Object target(Method method) {
        Class<?> type = method.getDeclaringClass();
        return type == Account.class
                ? simulator.demoAccount()
                : type == SimulatorBuilder.class
                        ? Simulator.builder()
                        : simulator.faults().on(Route.DESCRIBE_USER);
    }

    @Test
    void coversThem() {
        assertThat(takers().map(Method::getName))
                .containsExactlyInAnyOrder(
                        "clockTolerance",
                        "preparing",
                        "building",
                        "listLag",
                        "orderListLag",
                        "orderLag",
                        "orderSpan",
                        "orderLifetime",
                        "stall",
                        "landLate");
    }

    @ParameterizedTest
    @MethodSource("takers")
    void refusesLessThanNothingAndMoreThanACentury(Method taker) {
        for (Duration beyond : new Duration[] {
            Duration.ofNanos(-1), Duration.ofDays(-1), Duration.ofDays(36_526), Duration.ofSeconds(Long.MAX_VALUE)
        }) {
            assertThat(catchThrowable(() -> taker.invoke(target(taker), beyond)))
                    .as("%s", beyond)
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be a duration from 0 to a century");
        }
        assertThat(simulator.faults().remaining()).isEmpty();
        for (Duration within : new Duration[] {Duration.ZERO, Duration.ofDays(36_525)}) {
            assertThatCode(() -> taker.invoke(target(taker), within)).doesNotThrowAnyException();
        }
    }

    @Test
    void movesClocksAndDatesEitherWay() {
        simulator.faults().on(Route.DESCRIBE_USER).date(Duration.ofHours(-1));
        Simulator moved = Simulator.builder().inProcess();
        byte[] back = "{\"advance\":\"-PT1H\"}".getBytes(StandardCharsets.US_ASCII);
        assertThat(moved.exchange("POST", "/_sim/clock", Map.of("content-type", "application/json"), back)
                        .status())
                .isEqualTo(200);
    }
}
