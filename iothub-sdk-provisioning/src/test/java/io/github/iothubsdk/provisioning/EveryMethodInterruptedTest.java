package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.TimeSource;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public blocking method, interrupted at random times in real time: half of the calls are back within 250 ms, each
 * within a second; the flag is set, the runs are resumable, and neither a thread nor a connection is left.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class EveryMethodInterruptedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PROMISED = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int TIMES = 8;

    /** A method as it is called once: what is made ready for it, on another thread, is not interrupted. */
    private interface Subject {
        Runnable ready(ProvisioningClient client, Cloud cloud, String name);
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                method("preflight", 120, (client, cloud, name) -> () -> client.preflight(request(name))),
                method("create", 900, (client, cloud, name) -> () -> client.create(request(name), MINUTE)),
                method("begin", 15, (client, cloud, name) -> () -> client.begin(request(name))),
                method("advance", 300, (client, cloud, name) -> {
                    RunId run = client.begin(request(name));
                    return () -> client.advance(run);
                }),
                method("advance until it is finished", 900, (client, cloud, name) -> {
                    RunId run = client.begin(request(name));
                    return () -> advanceToTheEnd(client, run);
                }),
                method("resume", 900, (client, cloud, name) -> {
                    RunId run = client.begin(request(name));
                    return () -> client.resume(run, MINUTE);
                }),
                method("abandon", 15, (client, cloud, name) -> {
                    RunId run = client.begin(request(name));
                    return () -> client.abandon(run);
                }),
                method("runs", 15, (client, cloud, name) -> {
                    client.begin(request(name));
                    return client::runs;
                }),
                method("unfinishedRuns", 15, (client, cloud, name) -> client::unfinishedRuns),
                method("list", 60, (client, cloud, name) -> client.instances("cn-north-1")::list),
                method(
                        "findByName",
                        60,
                        (client, cloud, name) ->
                                () -> client.instances("cn-north-1").findByName(name)),
                method(
                        "findById",
                        60,
                        (client, cloud, name) ->
                                () -> client.instances("cn-north-1").findById("iothub-" + name)),
                method("delete", 60, (client, cloud, name) -> {
                    String id = stranger(client, cloud, "old-" + name);
                    return () -> client.instances("cn-north-1").delete(id);
                }));
    }

    private static Arguments method(String name, int mostMillis, Subject subject) {
        return Arguments.of(name, mostMillis, subject);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void isBackSoonWithItsFlagSetAndLeavesNothing(String method, int mostMillis, Subject subject, @TempDir Path journal)
            throws Exception {
        Random random = new Random(method.hashCode());
        List<Duration> took = new ArrayList<>();
        try (Cloud cloud = slowCloud()) {
            try (ProvisioningClient client = client(cloud, journal)) {
                for (int i = 0; i < TIMES; i++) {
                    Runnable call = subject.ready(client, cloud, "plant-" + i);
                    took.add(interrupted(call, Duration.ofNanos(random.nextInt(mostMillis * 1_000_000))));
                }
                resumeAll(client);
                assertThat(client.unfinishedRuns()).isEmpty();
            }
            assertNothingIsLeft(cloud);
            assertThat(took).allSatisfy(each -> assertThat(each).isLessThan(LONGEST));
            assertThat(took.stream().sorted().toList().get(TIMES / 2)).isLessThan(PROMISED);
            assertThat(cloud.simulator.ledger().orders().stream().map(Ledger.Order::instanceName))
                    .doesNotHaveDuplicates();
            assertThat(cloud.simulator.ledger().payments().stream().map(Ledger.Payment::orderNumber))
                    .doesNotHaveDuplicates()
                    .hasSameSizeAs(cloud.simulator.ledger().orders());
        }
    }

    /** Calls it on a thread of its own, and says how long it took to come back from the interrupt. */
    private static Duration interrupted(Runnable call, Duration after) throws InterruptedException {
        List<Throwable> wrong = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
            } catch (ProvisioningException | ApiException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    wrong.add(new AssertionError("the flag is not set", e));
                } else if (!String.valueOf(e.getMessage()).contains("interrupt")) {
                    wrong.add(new AssertionError("does not say that it was interrupted", e));
                }
            } catch (RuntimeException | Error e) {
                wrong.add(e);
            }
        });
        thread.start();
        LockSupport.parkNanos(after.toNanos());
        long start = System.nanoTime();
        thread.interrupt();
        thread.join();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        wrong.forEach(failure -> {
            throw new AssertionError("interrupted after " + after.toMillis() + " ms", failure);
        });
        return took;
    }

    private static void advanceToTheEnd(ProvisioningClient client, RunId run) {
        while (client.advance(run) instanceof Advance.Waiting wait) {
            LockSupport.parkNanos(wait.after().toNanos());
        }
    }

    private static void resumeAll(ProvisioningClient client) {
        CompletableFuture.allOf(client.unfinishedRuns().stream()
                        .map(run -> client.resumeAsync(run.runId(), MINUTE).result())
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Daemon threads that end by themselves are given a while to do so. */
    private static void assertNothingIsLeft(Cloud cloud) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!(threads().isEmpty() && connections(cloud).isEmpty()) && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(threads()).isEmpty();
        assertThat(connections(cloud)).isEmpty();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("iothub-sdk"))
                .toList();
    }

    /** The client's ends of connections to the simulator that are established. */
    private static List<String> connections(Cloud cloud) throws Exception {
        String port =
                HexFormat.of().toHexDigits((short) cloud.simulator.endpoint().getPort());
        List<String> all = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/net/tcp")));
        all.addAll(Files.readAllLines(Path.of("/proc/self/net/tcp6")));
        return all.stream()
                .map(line -> line.trim().split(" +"))
                .filter(fields -> fields[2].toUpperCase(Locale.ROOT).endsWith(":" + port.toUpperCase(Locale.ROOT))
                        && fields[3].equals("01"))
                .map(fields -> fields[1])
                .toList();
    }

    private static CreateInstanceRequest request(String name) {
        return Cloud.request(name).build();
    }

    private static String stranger(ProvisioningClient client, Cloud cloud, String name) {
        cloud.account.instance(name);
        return client.instances("cn-north-1").findByName(name).get(0).id();
    }

    /** Every call takes 20 ms. */
    private static Cloud slowCloud() {
        Cloud cloud = new Cloud(builder -> builder.clock(InstantSource.system())
                .rateLimit(0)
                .preparing(Duration.ofMillis(100))
                .building(Duration.ofMillis(200)));
        for (Route route : Route.values()) {
            cloud.simulator.faults().on(route).always().afterEffect().stall(Duration.ofMillis(20));
        }
        return cloud;
    }

    private static ProvisioningClient client(Cloud cloud, Path journal) {
        return cloud.builder()
                .journal(Journals.inDirectory(journal))
                .timeSource(TimeSource.system())
                .pollInterval(Duration.ofMillis(50))
                .quietPeriod(Duration.ofMillis(200))
                .build();
    }
}
