package io.github.iothubsdk.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Demo;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** A process that creates so many instances at once, spread over the accounts, and tells what that took. */
final class ScaleClient {

    private static final Map<String, Instant> TOLD = new ConcurrentHashMap<>();
    private static final Set<String> WAITING = ConcurrentHashMap.newKeySet();

    private ScaleClient() {}

    /** Takes the endpoint, the number of runs, of accounts, the poll interval in seconds, where the journals are, and which node of how many. */
    public static void main(String... args) throws Exception {
        int runs = Integer.parseInt(args[1]);
        int accounts = Integer.parseInt(args[2]);
        int nodes = Integer.parseInt(args[6]);
        List<ProvisioningClient> clients = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            clients.add(client(URI.create(args[0]), account, Integer.parseInt(args[3]), args[4]));
        }
        long start = System.nanoTime();
        List<CompletableFuture<ProvisioningResult>> later = new ArrayList<>();
        for (int i = Integer.parseInt(args[5]); i < runs; i += nodes) {
            String name = ScaleRound.name(i);
            later.add(clients.get(i / nodes % accounts)
                    .start(request(name))
                    .result()
                    .whenComplete((done, failure) -> {
                        if (failure == null) {
                            TOLD.put(name, Instant.now());
                        } else {
                            failure.printStackTrace();
                        }
                    }));
        }
        Peaks peaks = watch(later);
        double wall = (System.nanoTime() - start) / 1e9;
        TOLD.forEach((name, at) -> System.out.println("told " + name + " " + at.toEpochMilli()));
        long writes = CountingJournal.WRITES.sum();
        System.out.printf(
                Locale.ROOT,
                "result %.1f %.1f %d %d %d %.1f %.1f %.0f%n",
                wall,
                bean().getProcessCpuTime() / 1e9,
                peaks.heldMegabytes(),
                peaks.ours(),
                peaks.all(),
                (double) writes / later.size(),
                (double) CountingJournal.DURABLE.sum() / later.size(),
                writes / (CountingJournal.NANOS.sum() / 1e9));
        clients.forEach(ProvisioningClient::close);
        System.exit(0);
    }

    private record Peaks(long heldMegabytes, long ours, long all) {}

    /** Heap is what is left after a collection while all of them wait. */
    private static Peaks watch(List<CompletableFuture<ProvisioningResult>> later) throws Exception {
        long held = 0;
        long ours = 0;
        long all = 0;
        var done = CompletableFuture.allOf(later.toArray(CompletableFuture[]::new));
        while (!done.isDone()) {
            Set<Thread> threads = Thread.getAllStackTraces().keySet();
            all = Math.max(all, threads.size());
            ours = Math.max(
                    ours,
                    threads.stream()
                            .filter(thread -> thread.getName().startsWith("iothub-sdk"))
                            .count());
            if (held == 0 && WAITING.size() == later.size()) {
                System.gc();
                held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new Peaks(held, ours, all);
    }

    private static ProvisioningClient client(URI endpoint, int account, int interval, String journal) throws Exception {
        var keys = Credentials.of(ScaleRound.key(account), Secret.of(ScaleRound.secret(account)));
        return ProvisioningClient.builder(CredentialsProvider.of(keys))
                .endpoint(endpoint)
                .journal(new CountingJournal(journal(journal)))
                .pollInterval(Duration.ofSeconds(interval))
                .listener(event -> {
                    if (event instanceof ProvisioningEvent.Waiting waiting
                            && waiting.step().equals("AwaitInstance")) {
                        WAITING.add(waiting.runId().value());
                    }
                })
                .build();
    }

    private static Journal journal(String where) throws Exception {
        if (where.isEmpty()) {
            return Journals.inMemory();
        }
        return where.startsWith("jdbc:")
                ? Pool.journal(where)
                : DIRECTORIES.computeIfAbsent(where, directory -> Journals.inDirectory(Path.of(directory)));
    }

    /** One for all clients, as their Javadoc advises. */
    private static final Map<String, Journal> DIRECTORIES = new ConcurrentHashMap<>();

    private static final class Pool {
        private static final Map<String, Journal> ONE = new ConcurrentHashMap<>();

        private static Journal journal(String url) throws Exception {
            if (!ONE.containsKey(url)) {
                ONE.put(url, Journals.jdbc(new MariaDbPoolDataSource(url + "&maxPoolSize=8")));
            }
            return ONE.get(url);
        }
    }

    private static CreateInstanceRequest request(String name) {
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }

    private static OperatingSystemMXBean bean() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }
}
