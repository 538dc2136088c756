package io.github.iothubsdk.benchmarks.scale;

import java.time.Duration;
import java.util.List;

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

    static ScaleRow of(String journal, int runs, int accounts, String[] result, Seen seen) {
        return new ScaleRow(
                journal,
                runs,
                accounts,
                Double.parseDouble(result[1]),
                Double.parseDouble(result[2]),
                Integer.parseInt(result[3]),
                Integer.parseInt(result[4]),
                Integer.parseInt(result[5]),
                Double.parseDouble(result[6]),
                Double.parseDouble(result[7]),
                Double.parseDouble(result[8]),
                seen);
    }
}
