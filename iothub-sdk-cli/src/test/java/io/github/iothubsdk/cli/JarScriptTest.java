package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script's first start, which leaves the archive of classes. Runs after package. */
@Timeout(120)
class JarScriptTest {

    private static final Path SCRIPT = Path.of("target", "iothub").toAbsolutePath();

    private final Path home;
    private final Simulator cloud = Simulator.builder().start();
    private final List<Process> started = new ArrayList<>();

    JarScriptTest(@TempDir Path home) {
        this.home = home;
        cloud.demoAccount().instance("plant-7");
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        cloud.close();
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(
                System.getProperty("os.name").equals("Linux")
                        ? List.of("env", "--default-signal=INT,TERM,HUP")
                        : List.of());
        command.add(SCRIPT.toString());
        command.addAll(Arrays.asList(args));
        return process(command);
    }

    private Process process(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(JDCLOUD|IOTHUB|XDG_).*"));
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JDCLOUD_ACCESS_KEY",
                        Demo.ACCESS_KEY,
                        "JDCLOUD_SECRET_KEY",
                        Demo.SECRET_KEY,
                        "IOTHUB_ENDPOINT",
                        cloud.endpoint().toString()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What the cache holds: nothing, or files with their sizes. */
    private List<String> cached() {
        Path cache = home.resolve(".cache/iothub");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitTheEnd(List<ProcessHandle> processes) {
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** It loads a tenth of the classes that a command needs, and stays for ever. */
    @Test
    void leavesNoArchiveOfHelp() throws Exception {
        assertThat(said(start("list", "--help"))).startsWith("Usage: iothub list");
        assertThat(said(start("show", "-h"))).startsWith("Usage: iothub show");
        assertThat(cached()).isEmpty();

        assertThat(said(start("list"))).contains("plant-7");
        assertThat(cached()).singleElement().asString().endsWith(".jsa");
        assertThat(said(start("list"))).contains("plant-7");
    }

    /** Nor one that only help loads; a class that is not in the archive is read from the jar and checked at each start. */
    @Test
    void itsArchiveHoldsAllClassesOfTheParser() throws Exception {
        assertThat(said(start("list"))).contains("plant-7");
        Path archive = home.resolve(".cache/iothub").resolve(cached().get(0));
        List<String> loaded = said(process(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:SharedArchiveFile=" + archive,
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load",
                        "-jar",
                        SCRIPT.resolveSibling("iothub.jar").toString(),
                        "--help")))
                .lines()
                .filter(line -> line.contains(" picocli.") || line.contains(".BreakIterator "))
                .toList();

        assertThat(loaded).hasSizeGreaterThan(100).allMatch(line -> line.contains("source: shared objects file"));
    }

    @Test
    void isGoneWhereACommandLasts() throws Exception {
        Process watch = start("list", "--watch");
        awaitCalls();
        assertThat(watch.toHandle().children()).as("Java beside the script").isEmpty();
        assertThat(end(watch, "TERM")).isEqualTo(130);
        assertThat(cached()).isEmpty();
    }

    @Test
    void handsSignalsOnAndClearsUp() throws Exception {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            cloud.faults().on(Route.LIST_INSTANCES).stall(Duration.ofSeconds(100));
            Process list = start("list");
            awaitCalls();
            List<ProcessHandle> all = list.descendants().toList();
            assertThat(all).isNotEmpty();
            assertThat(end(list, signal)).as(signal).isEqualTo(130);
            assertThat(said(list)).isEqualToIgnoringNewLines("iothub: Interrupted.");
            awaitTheEnd(all);
            assertThat(cached()).isEmpty();
        }
    }

    private void awaitCalls() {
        int before = seen;
        while (cloud.ledger().calls().size() == before) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            LockSupport.parkNanos(20_000_000);
        }
        seen = cloud.ledger().calls().size();
    }

    private int seen;

    private int end(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the script ends").isTrue();
        return process.exitValue();
    }

    @Test
    void readsOptionsFromStandardInputWhileItLeavesTheArchive() throws Exception {
        Process list = start("list", "-f", "-");
        try (var in = list.getOutputStream()) {
            in.write("output: json\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(said(list)).contains("\"event\":\"listed\"");
        assertThat(cached()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void saysThatStandardInputIsClosed() throws Exception {
        Process list = process(List.of("sh", "-c", "'" + SCRIPT + "' list -f - <&-"));
        assertThat(said(list)).startsWith("iothub: Standard input is empty, or closed; it must hold one option a line");
        assertThat(list.waitFor()).isEqualTo(2);
    }
}
