package io.github.iothubsdk.benchmarks.scale;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates 1 to 10,000 instances at once, each number in a fresh process of 512 MB against a simulator in this one, in real
 * time and under the service's limit of 1,000 calls a minute and account.
 */
public final class ScaleRound {

    private static final int MOST_ACCOUNTS = 100;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PREPARING = Duration.ofSeconds(5);

    private ScaleRound() {}

    static String name(int run) {
        return "plant-" + run;
    }

    static String key(int account) {
        return "ACCESS_" + account;
    }

    static String secret(int account) {
        return "secret-" + account;
    }

    /** With {@code -Dbenchmarks.page=FILE} it also shows the round there; {@code -Dscale.runs=1,10} chooses the numbers. */
    public static void main(String... args) throws Exception {
        List<ScaleRow> rows = new ArrayList<>();
        for (String number :
                System.getProperty("scale.runs", "1,10,100,1000,10000").split(",")) {
            rows.add(inDirectory(Integer.parseInt(number)));
        }
        int some = Math.min(1_000, rows.get(rows.size() - 1).runs());
        rows.add(run(some, "memory", ""));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            rows.add(run(some, "MariaDB", journalIn(database)));
        }
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start()) {
            rows.add(nodes(some, 4, "MariaDB, 4 nodes", journalIn(database)));
        }
        ScalePage page = new ScalePage(rows);
        System.out.println(page.table());
        String where = System.getProperty("benchmarks.page", "");
        if (!where.isEmpty()) {
            page.showIn(Path.of(where));
        }
    }

    private static ScaleRow inDirectory(int runs) throws Exception {
        Path journal = Files.createTempDirectory("iothub-scale");
        try {
            return run(runs, "directory", journal.toString());
        } finally {
            try (Stream<Path> files = Files.walk(journal)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static String journalIn(EmbeddedMariaDb database) throws Exception {
        database.createDatabase("journal", "journal", "journal");
        return database.jdbcUrl("journal").replace("jdbc:mysql:", "jdbc:mariadb:") + "?user=journal&password=journal";
    }

    private static ScaleRow run(int runs, String journal, String where) throws Exception {
        return nodes(runs, 1, journal, where);
    }

    /** Each node is a process with its part of the runs; all have one journal, and keys of the same accounts. */
    private static ScaleRow nodes(int runs, int nodes, String journal, String where) throws Exception {
        int accounts = Math.min(MOST_ACCOUNTS, runs);
        Duration building = Duration.ofSeconds(25).plusMillis(50L * runs);
        try (Simulator cloud =
                Simulator.builder().preparing(PREPARING).building(building).start()) {
            for (int account = 0; account < accounts; account++) {
                Demo.furnish(cloud.account(key(account), secret(account)));
            }
            Map<String, Instant> told = new HashMap<>();
            List<Process> clients = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                clients.add(start(cloud, runs, accounts, where, node, nodes));
            }
            List<String[]> results = new ArrayList<>();
            for (Process client : clients) {
                results.add(result(client, told).split(" "));
            }
            return ScaleRow.of(
                    journal,
                    runs,
                    accounts,
                    results,
                    new ScaleRow.Seen(
                            cloud.ledger().calls().size(),
                            cloud.ledger().calls(Route.LIST_INSTANCES).size(),
                            cloud.ledger().calls().stream()
                                    .filter(call -> call.httpStatus() == 429)
                                    .count(),
                            cloud.ledger().orders().size(),
                            cloud.ledger().payments().size(),
                            delays(cloud, told, PREPARING.plus(building))));
        }
    }

    private static Process start(Simulator cloud, int runs, int accounts, String where, int node, int nodes)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ScaleClient.class.getName(),
                        cloud.endpoint().toString(),
                        Integer.toString(runs),
                        Integer.toString(accounts),
                        Long.toString(INTERVAL.toSeconds()),
                        where,
                        Integer.toString(node),
                        Integer.toString(nodes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String result(Process client, Map<String, Instant> told) throws Exception {
        String result = "";
        try (var lines = client.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("told")) {
                    told.put(words[1], Instant.ofEpochMilli(Long.parseLong(words[2])));
                } else {
                    result = line;
                }
            }
        }
        if (client.waitFor() != 0 || !result.startsWith("result ")) {
            throw new IllegalStateException("the client ended with " + client.exitValue() + ": " + result);
        }
        return result;
    }

    /** From the moment that each instance ran to the moment that its run was told done, shortest first. */
    private static List<Duration> delays(Simulator cloud, Map<String, Instant> told, Duration life) {
        return cloud.ledger().instances().stream()
                .map(instance -> delay(instance, told, life))
                .sorted()
                .toList();
    }

    private static Duration delay(Ledger.Instance instance, Map<String, Instant> told, Duration life) {
        Instant at = told.get(instance.name());
        if (at == null) {
            throw new IllegalStateException("nobody was told of " + instance);
        }
        return Duration.between(instance.startedAt().plus(life), at);
    }
}
