package io.github.iothubsdk.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of one round, in Markdown. */
final class Report {

    /** What each group's rows are compared with. */
    private static final Map<String, String> REFERENCES = Map.of(
            "Sign GET", "floor",
            "Sign POST", "floor",
            "RoundTrip", "PLAIN_OKHTTP_UNSIGNED",
            "Decode", "plainGson",
            "Preflight", "slowestChain",
            "Create", "create");

    private final StringBuilder text = new StringBuilder();
    private final Results results;
    private final List<ColdStart.Starts> starts;

    Report(Results results, List<ColdStart.Starts> starts) {
        this.results = results;
        this.starts = starts;
    }

    String markdown() {
        line(
                "Java %s, %d cores.",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        bars();
        results.groups().forEach(this::table);
        line("");
        line("| cold start | fastest ms | median ms | x | jars | MB |");
        line("|---|---|---|---|---|---|");
        long official = start("official SDK").median();
        for (ColdStart.Starts each : starts) {
            line(
                    "| %s | %d | %d | %.2f | %d | %.1f |",
                    each.who(),
                    each.fastest(),
                    each.median(),
                    (double) each.median() / official,
                    each.jars(),
                    each.bytes() / 1e6);
        }
        return text.toString();
    }

    private void bars() {
        line("");
        line("| bar | measured | at most |");
        line("|---|---|---|");
        for (String group : List.of("Sign GET", "Sign POST")) {
            bar(group + ", x floor, with the nonce", ratio(group, "ours"), 1.3);
            bar(group + ", x floor, without", ratio(group, "oursWithoutNonce"), 1.3);
            bar(group + ", KB", results.row(group, "ours").allocated() / 1_000, 2.3);
        }
        bar("round trip, x plain OkHttp and Gson", ratio("RoundTrip", "OURS_ON_OKHTTP"), 1);
        bar("round trip on the JDK's client, x the same", ratio("RoundTrip", "OURS_ON_JDK_CLIENT"), 2);
        bar("round trip, KB", results.row("RoundTrip", "OURS_ON_OKHTTP").allocated() / 1_000, 29);
        bar("decode a page of 100, x plain Gson", ratio("Decode", "ours"), 1);
        bar("preflight, x its slowest chain", ratio("Preflight", "preflight"), 1.3);
        ColdStart.Starts ours = start("ours on OkHttp");
        bar(
                "cold start, x the official SDK",
                (double) ours.median() / start("official SDK").median(),
                0.5);
        bar("jars at run time", ours.jars(), 8);
        bar("jars at run time, MB", ours.bytes() / 1e6, 3.8);
    }

    private void table(String group) {
        String reference = REFERENCES.get(group);
        line("");
        line("| %s | fastest us | median us | x %s | B |", group, reference);
        line("|---|---|---|---|---|");
        for (Results.Row row : results.group(group)) {
            line(
                    "| %s%s | %.2f | %.2f | %.2f | %,d |",
                    row.name(),
                    row.calls() == 0 ? "" : ", " + row.calls() + " calls",
                    row.fastest(),
                    row.median(),
                    ratio(group, row.name()),
                    Math.round(row.allocated()));
        }
    }

    /** Of the fastest iterations: what else runs on the machine can only make one slower. */
    private double ratio(String group, String name) {
        return results.row(group, name).fastest()
                / results.row(group, REFERENCES.get(group)).fastest();
    }

    private ColdStart.Starts start(String who) {
        return starts.stream()
                .filter(each -> each.who().equals(who))
                .findFirst()
                .orElseThrow();
    }

    private void bar(String what, double measured, double limit) {
        line("| %s | %.2f%s | %s |", what, measured, measured <= limit ? "" : " **missed**", limit);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
