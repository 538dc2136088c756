package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program, killed in the middle of a burst: whatever it had answered is there when it starts again. */
@Timeout(300)
class KilledSimulatorTest {
    private static final int KILLS = 6;
    private static final int CLIENTS = 8;

    private final Path file;
    private final Random random = new Random(7);
    /** The number that answered each create. */
    private final Map<String, String> created = new ConcurrentHashMap<>();
    /** Those whose payment was answered. */
    private final Set<String> paid = ConcurrentHashMap.newKeySet();

    KilledSimulatorTest(@TempDir Path directory) {
        file = directory.resolve("cloud.state");
    }

    @Test
    void losesNothingThatWasAnsweredAndGivesNoNumberTwice() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            int before = created.size();
            burst(round);
            assertThat(created.size()).as("it was in the middle").isGreaterThan(before);
            judge();
        }
        assertThat(paid).isNotEmpty();
    }

    private void burst(int round) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SimulatorMain.class.getName(),
                        "--state",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            URI endpoint = endpoint(said);
            CountDownLatch underWay = new CountDownLatch(10 + random.nextInt(60));
            for (int client = 0; client < CLIENTS; client++) {
                String name = "p-" + round + "-" + client + "-";
                clients.execute(() -> buyUntilItEnds(new Wire(endpoint, InstantSource.system()), name, underWay));
            }
            assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
            program.destroyForcibly(); // SIGKILL
            assertThat(program.waitFor()).isEqualTo(137);
        } finally {
            program.destroyForcibly();
            clients.shutdown();
            assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static URI endpoint(BufferedReader said) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains("http://")) {
                return URI.create(line.substring(line.indexOf("http://")));
            }
        }
        throw new AssertionError(all);
    }

    private void buyUntilItEnds(Wire wire, String name, CountDownLatch underWay) {
        try {
            for (int i = 0; i < 10_000; i++) {
                Wire.Answer answer = wire.create(name + i, "token-" + name + i);
                if (answer.status() != 200) {
                    throw new AssertionError(answer);
                }
                String number = answer.result().get("orderNumber").getAsString();
                if (created.put(name + i, number) != null) {
                    throw new AssertionError("answered twice: " + name + i);
                }
                underWay.countDown();
                if (wire.pay(number).status() == 200) {
                    paid.add(number);
                }
                underWay.countDown();
            }
        } catch (IOException killed) {
            return;
        } catch (Exception unforeseen) {
            throw new AssertionError(unforeseen);
        }
    }

    private void judge() {
        try (Simulator again = Simulator.builder().state(file).inProcess()) {
            assertThat(again.isResumed()).isTrue();
            Map<String, String> there = again.ledger().orders().stream()
                    .collect(Collectors.toMap(Ledger.Order::instanceName, Ledger.Order::number));
            assertThat(there).containsAllEntriesOf(created);
            assertThat(there.values()).doesNotHaveDuplicates();
            Set<String> payments = again.ledger().payments().stream()
                    .map(Ledger.Payment::orderNumber)
                    .collect(Collectors.toSet());
            assertThat(payments).containsAll(paid).hasSameSizeAs(again.ledger().payments());
            assertThat(again.ledger().orders())
                    .filteredOn(order -> payments.contains(order.number()))
                    .allSatisfy(order -> assertThat(order.status()).isEqualTo("PAID"));
        }
    }
}
