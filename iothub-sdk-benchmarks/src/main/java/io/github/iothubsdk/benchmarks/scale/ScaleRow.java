package io.github.iothubsdk.benchmarks.scale;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;

/** One line of the table: what the client told of itself, and what the cloud saw of it. */
record ScaleRow(
        String journal,
        int runs,
        int accounts,
        double wallSeconds,
        double cpuSeconds,
        int heldMegabytes,
        int threadsOfOurs,
        int threads,
        double writesPerRun,
        double durablePerRun,
        double writesPerSecond,
        Seen seen) {

    /** From the ledger. */
    record Seen(int calls, int lists, long refused, int orders, int payments, List<Duration> delays) {

        double medianDelay() {
            return delays.get(delays.size() / 2).toMillis() / 1e3;
        }

        double longestDelay() {
            return delays.get(delays.size() - 1).toMillis() / 1e3;
        }
    }

    /** Of what each node told: the processor time of all, the most of any, and the mean of what is for one run. */
    static ScaleRow of(String journal, int runs, int accounts, List<String[]> results, Seen seen) {
        return new ScaleRow(
                journal,
                runs,
                accounts,
                all(results, 1).max().orElseThrow(),
                all(results, 2).sum(),
                (int) all(results, 3).max().orElseThrow(),
                (int) all(results, 4).max().orElseThrow(),
                (int) all(results, 5).max().orElseThrow(),
                all(results, 6).average().orElseThrow(),
                all(results, 7).average().orElseThrow(),
                all(results, 8).average().orElseThrow(),
                seen);
    }

    private static DoubleStream all(List<String[]> results, int word) {
        return results.stream().mapToDouble(result -> Double.parseDouble(result[word]));
    }
}
