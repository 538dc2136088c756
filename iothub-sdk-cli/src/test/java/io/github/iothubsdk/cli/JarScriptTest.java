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
        return files(home.resolve(".cache/iothub"));
    }

    private static List<String> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive that is made in the background, when it is there whole. */
    private Path awaitArchive() {
        while (cached().size() != 1 || !cached().get(0).endsWith(".jsa")) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            LockSupport.parkNanos(20_000_000);
        }
        return home.resolve(".cache/iothub").resolve(cached().get(0));
    }

    /** Nor for what lasts: it is no time for a second Java. */
    @Test
    void makesNoArchiveForHelp() throws Exception {
        assertThat(said(start("list", "--help"))).startsWith("Usage: iothub list");
        assertThat(said(start("show", "-h"))).startsWith("Usage: iothub show");
        Process watch = start("list", "--watch");
        awaitCalls();
        assertThat(end(watch, "TERM")).isEqualTo(130);
        assertThat(cached()).isEmpty();

        assertThat(said(start("list"))).contains("plant-7");
        Path archive = awaitArchive();
        assertThat(said(start("list"))).contains("plant-7");
        assertThat(cached()).containsExactly(archive.getFileName().toString());
    }

    /** Nor one that only help loads; a class that is not in the archive is read from the jar and checked at each start. */
    @Test
    void itsArchiveHoldsTheClassesOfTheParser() throws Exception {
        assertThat(said(start("list"))).contains("plant-7");
        Path archive = awaitArchive();
        for (String command : List.of("--help", "list", "version")) {
            List<String> loaded = said(process(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:SharedArchiveFile=" + archive,
                            "-XX:+UseSerialGC",
                            "-Xlog:class+load",
                            "-jar",
                            SCRIPT.resolveSibling("iothub.jar").toString(),
                            command)))
                    .lines()
                    .filter(line -> line.contains(" picocli.") || line.contains(".BreakIterator "))
                    .toList();

            assertThat(loaded)
                    .as(command)
                    .hasSizeGreaterThan(100)
                    .allMatch(line -> line.contains("source: shared objects file"));
        }
    }

    /** Whose archive it is, his code runs, with the keys of whoever starts the command. */
    @Test
    void takesNoPlaceThatIsNotTheUsersAlone() throws Exception {
        List<String> before = files(Path.of("/tmp/.cache/iothub"));
        var builder = new ProcessBuilder(SCRIPT.toString(), "list").directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(JDCLOUD|IOTHUB|XDG_|HOME).*"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("IOTHUB_ENDPOINT", "http://127.0.0.1:9"); // whoever's keys Java finds by itself
        Process list = builder.redirectErrorStream(true).start();
        started.add(list);

        assertThat(said(list)).contains("iothub: ");
        assertThat(Path.of("/iothub")).doesNotExist();
        assertThat(files(Path.of("/tmp/.cache/iothub"))).isEqualTo(before);
        assertThat(cached()).isEmpty();
    }

    /** The command's own ending stands, whatever becomes of the archive. */
    @Test
    void endsAsItsCommandDoesWhereNoArchiveCanBeMade() throws Exception {
        Files.createDirectories(home.resolve(".cache"));
        Files.writeString(home.resolve(".cache/iothub"), "a file");
        Process list = start("list");
        assertThat(said(list)).contains("plant-7").doesNotContain("archive");
        assertThat(list.waitFor()).isZero();
        Process none = start("show", "nosuch");
        assertThat(said(none)).contains("nosuch").doesNotContain("archive");
        assertThat(none.waitFor()).isEqualTo(2);
    }

    /** Agents come by this variable, and no archive can be made beside one. */
    @Test
    void startsBesideAnAgent() throws Exception {
        Process list = process(List.of(
                "env",
                "JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                SCRIPT.toString(),
                "list"));
        assertThat(said(list)).contains("plant-7");
        assertThat(list.waitFor()).isZero();
        awaitArchive();
    }

    @Test
    void leavesSignalsToItsCommand() throws Exception {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            cloud.faults().on(Route.LIST_INSTANCES).stall(Duration.ofSeconds(100));
            Process list = start("list");
            awaitCalls();
            assertThat(end(list, signal)).as(signal).isEqualTo(130);
            assertThat(said(list)).isEqualToIgnoringNewLines("iothub: Interrupted.");
        }
        awaitArchive();
    }

    @Test
    void readsChineseWhereTheLocaleThatIsNamedIsNotThere() throws Exception {
        Process show = process(List.of("env", "-u", "LC_ALL", "LANG=xx_XX.UTF-8", SCRIPT.toString(), "show", "装瓶线-8"));
        assertThat(said(show)).contains("装瓶线-8");
        awaitArchive();
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Process list = process(List.of("env", "JAVA_HOME=" + home, SCRIPT.toString(), "list"));
        assertThat(said(list)).startsWith("iothub: There is no Java in " + home + ". Put Java 17 or newer on the PATH");
        assertThat(list.waitFor()).isEqualTo(127);
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
    void readsOptionsFromStandardInputWhileTheArchiveIsMade() throws Exception {
        Process list = start("list", "-f", "-");
        try (var in = list.getOutputStream()) {
            in.write("output: json\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(said(list)).contains("\"event\":\"listed\"");
        awaitArchive();
    }

    @Test
    void saysThatStandardInputIsClosed() throws Exception {
        Process list = process(List.of("sh", "-c", "'" + SCRIPT + "' list -f - <&-"));
        assertThat(said(list)).startsWith("iothub: Standard input is empty, or closed; it must hold one option a line");
        assertThat(list.waitFor()).isEqualTo(2);
        awaitArchive();
    }
}
