package io.github.iothubsdk.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts fresh JVMs alternately, each on its own class path, and measures from the start to the first signed answer. */
final class ColdStart {

    private static final int ROUNDS = 12;

    /**
     * One contestant.
     *
     * @param jars on its run-time class path
     * @param bytes their size
     * @param millis of each start, shortest first
     */
    record Starts(String who, int jars, long bytes, List<Long> millis) {

        long median() {
            return millis.get(millis.size() / 2);
        }

        long fastest() {
            return millis.get(0);
        }
    }

    private ColdStart() {}

    /** The first round warms the file system's cache and does not count. */
    static List<Starts> measure() throws IOException {
        String sdk =
                Files.readString(Path.of("cold-start/sdk/target/classpath")).trim();
        String official = Files.readString(Path.of("cold-start/official/target/classpath"))
                .trim();
        Map<String, String> classPaths = new LinkedHashMap<>();
        classPaths.put("empty JVM", "");
        classPaths.put("plain OkHttp and Gson, unsigned", sdk);
        classPaths.put("ours on OkHttp", sdk);
        classPaths.put("ours on the JDK client", sdk);
        classPaths.put("official SDK", official);
        Map<String, List<Long>> millis = new LinkedHashMap<>();
        try (LoopbackServer server = new LoopbackServer()) {
            for (int round = 0; round <= ROUNDS; round++) {
                for (var contestant : classPaths.entrySet()) {
                    long took = start(contestant.getKey(), contestant.getValue(), server);
                    if (round > 0) {
                        millis.computeIfAbsent(contestant.getKey(), who -> new ArrayList<>())
                                .add(took);
                    }
                }
            }
        }
        List<Starts> all = new ArrayList<>();
        for (var contestant : millis.entrySet()) {
            List<Path> jars = Stream.of(classPaths.get(contestant.getKey()).split(File.pathSeparator))
                    .filter(jar -> !jar.isEmpty())
                    .map(Path::of)
                    .toList();
            long bytes = 0;
            for (Path jar : jars) {
                bytes += Files.size(jar);
            }
            Collections.sort(contestant.getValue());
            all.add(new Starts(contestant.getKey(), jars.size(), bytes, contestant.getValue()));
        }
        return all;
    }

    private static long start(String who, String classPath, LoopbackServer server) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String own = Path.of("target/classes") + File.pathSeparator + classPath;
        long start = System.nanoTime();
        Process child = new ProcessBuilder(
                        java,
                        "-cp",
                        own,
                        FirstAnswer.class.getName(),
                        who,
                        server.endpoint().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            String answer = out.readLine();
            if (!Caller.ID.equals(answer)) {
                throw new IllegalStateException(who + " answered " + answer);
            }
            return (System.nanoTime() - start) / 1_000_000;
        } finally {
            child.destroy();
        }
    }
}
