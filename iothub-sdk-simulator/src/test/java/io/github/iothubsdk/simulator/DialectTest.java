package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which routes there are in which dialect; the others are answered as any unknown path. */
class DialectTest {
    private static final List<Route> ORDERING =
            List.of(Route.CREATE_INSTANCE, Route.LIST_INSTANCES, Route.SHOW_INSTANCE, Route.DELETE_INSTANCE);
    private static final List<Route> USER =
            List.of(Route.CHECK_PRIVATE_USER, Route.CHECK_SHARED_USER, Route.DESCRIBE_REGION_INFO);

    private static final List<Route> CORE = List.of(Route.LIST_CORE_INSTANCES, Route.SHOW_CORE_INSTANCE);

    @ParameterizedTest
    @CsvSource({
        "iotHubInferred, true, false",
        "iotHub2020, true, true",
        "iotCore2020, false, false",
        "unknown, true, false"
    })
    void hasItsRoutesAndNoOthers(String dialect, boolean orders, boolean knowsUsers) throws Exception {
        SettableClock clock = new SettableClock();
        Simulator simulator = Simulator.builder().clock(clock).dialect(dialect).inProcess();
        simulator.demoAccount();
        Wire wire = new Wire(simulator, clock);

        for (Route route : Route.values()) {
            boolean expected = ORDERING.contains(route)
                    ? orders
                    : USER.contains(route) ? knowsUsers : !CORE.contains(route) || dialect.equals("iotCore2020");
            assertThat(isThere(route, wire)).as("%s of %s", route, dialect).isEqualTo(expected);
        }
        assertThat(simulator.isReadOnly()).isEqualTo(!orders);
        assertThat(simulator.ledger().calls(Route.CHECK_PRIVATE_USER)).hasSize(knowsUsers ? 1 : 0);
    }

    /** An unknown path is told from an object that is not there by its words. */
    private static boolean isThere(Route route, Wire wire) throws Exception {
        String target = route.path().replace("{regionId}", "cn-north-1").replaceAll("\\{\\w+}", "x-1");
        String body = route.method().equals("POST") ? "{}" : "";
        Wire.Answer answer = wire.new Call(route.method(), route.service(), target, body).send();
        return answer.status() != 404 || !answer.error().equals("404 NOT_FOUND: no such api [gw]");
    }

    @Test
    void namesThoseThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.builder().dialect("iothubinferred"))
                .withMessageContainingAll("iotHubInferred", "iotHub2020", "iotCore2020", "unknown");
    }

    @Test
    void keepsItsEnvelopeThroughAReset() throws Exception {
        SettableClock clock = new SettableClock();
        Simulator simulator =
                Simulator.builder().clock(clock).dialect("iotHub2020").inProcess();
        simulator.envelope(Envelope.FLAT_DATA).reset();
        simulator.demoAccount();
        assertThat(new Wire(simulator, clock).list().result().keySet()).containsExactly("pageinfo", "data");
    }
}
