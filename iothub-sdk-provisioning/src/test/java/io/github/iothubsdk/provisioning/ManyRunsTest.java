package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thousand instances over a hundred accounts at once, in virtual time: calls, threads and orders are counted. */
@Timeout(600)
class ManyRunsTest {

    private static final int ACCOUNTS = 100;
    private static final int RUNS_EACH = 10;
    private static final int RUNS = ACCOUNTS * RUNS_EACH;
    private static final int MOST_THREADS = 16;
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration PREPARING = Duration.ofSeconds(30);
    private static final Duration BUILDING = Duration.ofMinutes(15);

    private final VirtualTime timeSource = new VirtualTime();
    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private final List<CompletableFuture<ProvisioningResult>> runs = new ArrayList<>();

    private ProvisioningClient client(Simulator cloud, int account, Journal journal, ProvisioningListener listener) {
        String key = "ACCESS_" + account;
        Demo.furnish(cloud.account(key, "secret-" + account));
        return ProvisioningClient.builder(CredentialsProvider.of(Credentials.of(key, Secret.of("secret-" + account))))
                .endpoint(cloud.endpoint())
                .journal(journal)
                .timeSource(timeSource)
                .pollInterval(INTERVAL)
                .secrets(database -> Optional.of(Secret.of(Demo.DB_PASSWORD)))
                .listener(listener)
                .build();
    }

    private void begin(ProvisioningClient client, int account) {
        for (int i = 0; i < RUNS_EACH; i++) {
            String name = "plant-" + account + "-" + i;
            CompletableFuture<ProvisioningResult> run =
                    client.start(Cloud.request(name).build()).result();
            runs.add(run.whenComplete((provisioned, failure) -> told.put(name, timeSource.instant())));
        }
    }

    @Test
    void looksOncePerAccountAndIntervalOnFewThreadsAndOrdersEachOnce(@TempDir Path directory) {
        AtomicInteger mostThreads = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        List<ProvisioningClient> clients = new ArrayList<>();
        try (Simulator cloud = Simulator.builder()
                .clock(timeSource)
                .preparing(PREPARING)
                .building(BUILDING)
                .start()) {
            Instant start = timeSource.instant();
            for (int account = 0; account < ACCOUNTS; account++) {
                // The first one's listener is stuck from its first event on.
                ProvisioningListener listener = account == 0 ? event -> AsyncLoop.awaitQuietly(never) : event -> {};
                Journal journal = account % 10 == 0 ? Journals.inDirectory(directory) : Journals.inMemory();
                clients.add(client(cloud, account, journal, listener));
                begin(clients.get(account), account);
            }
            untilAllAreDone(mostThreads);
            clients.forEach(ProvisioningClient::close);

            report(cloud, mostThreads.get());
            long intervals = Duration.between(start, timeSource.instant()).dividedBy(INTERVAL) + 1;
            assertThat(cloud.ledger().calls(Route.LIST_INSTANCES)).hasSizeLessThanOrEqualTo(ACCOUNTS * (int) intervals);
            assertThat(mostThreads.get()).isBetween(1, MOST_THREADS);
            assertThat(cloud.ledger().orders().stream().map(Ledger.Order::instanceName))
                    .hasSize(RUNS)
                    .doesNotHaveDuplicates();
            assertThat(cloud.ledger().payments()).hasSize(RUNS);
            assertThat(cloud.ledger().instances()).allMatch(this::wasToldInTime);
        } finally {
            never.countDown();
        }
    }

    private boolean wasToldInTime(Ledger.Instance instance) {
        Instant running = instance.startedAt().plus(PREPARING).plus(BUILDING);
        Instant at = told.get(instance.name());
        return at != null && !at.isBefore(running) && !at.isAfter(running.plus(INTERVAL));
    }

    private void untilAllAreDone(AtomicInteger mostThreads) {
        while (told.size() < RUNS) {
            mostThreads.accumulateAndGet(threads(), Math::max);
            if (!idle(Threads.RUNS) || !timeSource.advanceToNext()) {
                LockSupport.parkNanos(500_000);
            }
        }
        runs.forEach(run -> assertThat(run).isCompleted());
    }

    private static boolean idle(ExecutorService threads) {
        var pool = (ThreadPoolExecutor) threads;
        return pool.getQueue().isEmpty() && pool.getActiveCount() == 0;
    }

    private static int threads() {
        // Not getAllStackTraces(): this is asked at every step, and the stacks would take most of the test's time.
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int there = Thread.enumerate(all);
        return (int) Arrays.stream(all, 0, there)
                .filter(thread -> thread.getName().startsWith("iothub-sdk"))
                .count();
    }

    private static void report(Simulator cloud, int mostThreads) {
        Map<Route, Long> calls = cloud.ledger().calls().stream()
                .map(Ledger.Call::route)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        System.out.printf(
                "many runs: %d runs of %d accounts on at most %d threads, calls %s%n",
                RUNS, ACCOUNTS, mostThreads, calls);
    }
}
