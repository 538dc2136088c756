package io.github.iothubsdk.provisioning;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A second Java process with this one's class path, which a test talks to over its standard streams. */
public record Jvm(Process process, BufferedReader says, PrintStream told) implements AutoCloseable {

    public static Jvm start(Class<?> main, List<String> options, String... arguments) throws IOException {
        return start(classPath(), main, options, arguments);
    }

    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Without the jars whose names start so. */
    public static String classPathWithout(String... jars) {
        return Stream.of(classPath().split(File.pathSeparator, -1))
                .filter(each ->
                        Stream.of(jars).noneMatch(Path.of(each).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static Jvm start(String classPath, Class<?> main, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.add("-Dstdout.encoding=UTF-8");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new Jvm(
                process,
                process.inputReader(StandardCharsets.UTF_8),
                new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
    }

    /** The next line that it prints; blocks until there is one. */
    public String line() throws IOException {
        return String.valueOf(says.readLine());
    }

    /** Everything that it prints until it ends. */
    public String rest() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    /** Kills it without a chance to clean up, and waits until it is gone. */
    void kill() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
