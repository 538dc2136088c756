package io.github.iothubsdk.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs every benchmark once, in a few minutes, and writes target/results.json and target/results.md. */
public final class ShortRound {

    private static final String START = "<!-- one round, as target/results.md had it -->\n";
    private static final String END = "<!-- end of the round -->\n";

    private ShortRound() {}

    /** With {@code -Dbenchmarks.page=FILE} it also replaces the round that this page shows. */
    public static void main(String... args) throws Exception {
        Path json = Path.of("target/results.json");
        Files.createDirectories(json.getParent());
        var options = new OptionsBuilder()
                .include("io.github.iothubsdk.benchmarks")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(json.toString())
                .output("target/jmh.log")
                .build();
        new Runner(options).run();
        String report = new Report(Results.read(json), ColdStart.measure()).markdown();
        Files.writeString(Path.of("target/results.md"), report);
        System.out.println(report);
        String page = System.getProperty("benchmarks.page", "");
        if (!page.isEmpty()) {
            String text = Files.readString(Path.of(page));
            int from = text.indexOf(START) + START.length();
            Files.writeString(Path.of(page), text.substring(0, from) + report + text.substring(text.indexOf(END)));
        }
    }
}
