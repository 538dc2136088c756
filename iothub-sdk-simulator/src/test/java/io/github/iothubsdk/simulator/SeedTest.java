package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Everything that is made up comes from the seed. */
class SeedTest {
    private final SettableClock clock = new SettableClock();

    /** All answers of a session, with their headers. */
    private List<String> session(Simulator simulator, int extraLooks) throws Exception {
        Account demo = simulator.demoAccount();
        Wire wire = new Wire(simulator, clock);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            said.add(text(wire.post("iothub", Wire.HUB, Wire.createBody("plant-" + i, "t-" + i))
                    .exchange()));
        }
        for (int i = 0; i < extraLooks; i++) {
            wire.list();
        }
        for (Ledger.Order order : simulator.ledger().orders()) {
            wire.pay(order.number());
            said.add(order.number() + " " + order.instanceId());
        }
        said.add(demo.colleague().service("Virtual Machine").order("vm").instanceId());
        said.add(simulator.account("AK2", "SK2").accountId());
        if (extraLooks == 0) {
            said.add(text(wire.get("iothub", Wire.HUB).exchange()));
        }
        return said;
    }

    private static String text(Exchange exchange) {
        return exchange.status() + " " + new TreeMap<>(exchange.headers())
                + new String(exchange.body(), StandardCharsets.UTF_8);
    }

    private Simulator seeded(long seed) {
        return Simulator.builder().clock(clock).seed(seed).inProcess();
    }

    @Test
    void makesTheSameAnswersOfTheSameCalls() throws Exception {
        List<String> first = session(seeded(7), 0);
        assertThat(session(seeded(7), 0)).isEqualTo(first);
        assertThat(session(seeded(8), 0)).isNotEqualTo(first);
    }

    /** Somebody who remembers an order's number, or an instance's id, must not find another's. */
    @Test
    void givesNothingAgainWhenItIsReset() throws Exception {
        Simulator simulator = seeded(7);
        Set<String> before = numbersAndIds(simulator);
        simulator.reset();
        Set<String> after = numbersAndIds(simulator);
        assertThat(after).hasSize(12).doesNotContainAnyElementsOf(before);
        Simulator same = seeded(7);
        assertThat(numbersAndIds(same)).isEqualTo(before);
        same.reset();
        assertThat(numbersAndIds(same)).as("seeded all the same").isEqualTo(after);
    }

    private static Set<String> numbersAndIds(Simulator simulator) {
        Set<String> given = new HashSet<>();
        Colleague hub = simulator.demoAccount().colleague();
        Colleague other = simulator.demoAccount().colleague().service("Virtual Machine");
        for (Colleague colleague : List.of(hub, other)) {
            for (ColleagueOrder order : colleague.orders(3)) {
                given.add(order.number());
                given.add(order.instanceId());
            }
        }
        return given;
    }

    @Test
    void makesTheSameInstancesHoweverOftenSomebodyLooked() throws Exception {
        List<String> few = session(seeded(7), 1);
        List<String> many = session(seeded(7), 50);
        assertThat(few.subList(20, few.size())).isEqualTo(many.subList(20, many.size()));
    }

    @Test
    void givesNothingTwice() {
        Ids ids = new Ids(7);
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(given.add(ids.requestId())).isTrue();
            assertThat(given.add(ids.instanceId())).isTrue();
            assertThat(given.add(ids.orderNumber(Instant.EPOCH))).isTrue();
        }
        assertThat(ids.requestId()).matches("[0-9a-z]{32}");
        assertThat(ids.instanceId()).matches("iothub-[0-9a-z]{10}");
    }

    /** Neighbours have nothing in common: an id that is another's shifted would be found by who looks for a part of it. */
    @Test
    void makesIdsThatAreNotAlike() {
        Ids ids = new Ids(1);
        Set<String> parts = new HashSet<>();
        int alike = 0;
        for (int i = 0; i < 2_000; i++) {
            String id = ids.requestId();
            for (int from = 0; from + 8 <= id.length(); from += 1) {
                alike += parts.add(id.substring(from, from + 8)) ? 0 : 1;
            }
        }
        assertThat(alike).isZero();
    }

    @Test
    void isAnotherEachTimeUnlessItIsSaid() throws Exception {
        assertThat(session(Simulator.builder().clock(clock).inProcess(), 0))
                .isNotEqualTo(session(Simulator.builder().clock(clock).inProcess(), 0));
    }
}
