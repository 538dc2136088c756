package io.github.iothubsdk.benchmarks;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What JMH has written to its results file. */
final class Results {

    /** One row, as JMH names its fields. */
    record Row(
            String benchmark, Map<String, String> params, Metric primaryMetric, Map<String, Metric> secondaryMetrics) {

        String group() {
            String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
            String name = type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
            return params != null && params.containsKey("method") ? name + " " + params.get("method") : name;
        }

        String name() {
            String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
            return params != null && params.containsKey("peer") ? params.get("peer") : method;
        }

        /** In microseconds. */
        double fastest() {
            return primaryMetric.values().min().orElseThrow();
        }

        /** In microseconds. */
        double median() {
            double[] sorted = primaryMetric.values().sorted().toArray();
            return sorted[sorted.length / 2];
        }

        /** In bytes. */
        double allocated() {
            return secondaryMetrics.get("gc.alloc.rate.norm").values().min().orElseThrow();
        }

        /** How many calls the one operation made; 0 where they are not counted. */
        long calls() {
            Metric calls = secondaryMetrics.get("calls");
            return calls == null ? 0 : Math.round(calls.values().max().orElseThrow());
        }
    }

    record Metric(double[][] rawData) {
        java.util.stream.DoubleStream values() {
            return Arrays.stream(rawData).flatMapToDouble(Arrays::stream);
        }
    }

    private final List<Row> rows;

    private Results(List<Row> rows) {
        this.rows = rows;
    }

    static Results read(Path json) throws IOException {
        return new Results(List.of(new Gson().fromJson(Files.readString(json), Row[].class)));
    }

    Stream<String> groups() {
        return rows.stream().map(Row::group).distinct();
    }

    List<Row> group(String group) {
        return rows.stream().filter(row -> row.group().equals(group)).toList();
    }

    Row row(String group, String name) {
        return group(group).stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
