package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyClientsTest {
    @Test
    void letsOneOfManyRacingOrdersAndOneOfManyRacingPaymentsWin() throws Exception {
        SettableClock clock = new SettableClock();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try (Simulator simulator = Simulator.builder().clock(clock).start()) {
            simulator.demoAccount();
            Wire wire = new Wire(simulator, clock);
            List<Callable<Integer>> races = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String token = "token-" + i;
                races.add(() -> wire.create("plant-7", token).status());
            }
            assertThat(outcomes(clients, races)).containsOnlyOnce(200).contains(409);

            String number = simulator.ledger().orders().get(0).number();
            races.replaceAll(create -> () -> wire.pay(number).status());
            assertThat(outcomes(clients, races)).containsOnlyOnce(200).contains(400);
            assertThat(simulator.ledger().payments()).hasSize(1);
            assertThat(simulator.ledger().calls()).hasSize(80);
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<Integer> outcomes(ExecutorService clients, List<Callable<Integer>> races) throws Exception {
        List<Integer> outcomes = new ArrayList<>();
        for (Future<Integer> outcome : clients.invokeAll(races)) {
            outcomes.add(outcome.get());
        }
        return outcomes;
    }
}
