package io.github.iothubsdk.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.simulator.database.EmbeddedMariaDb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The finished {@code iothub.jar} and its script, as processes. Runs after package. With {@code -Diothub.program=FILE} that
 * program is tried in place of the jar: {@code .ci/dist} does so with the one that brings its own runtime.
 */
@Timeout(120)
class JarTest {

    private static final Path JAR = Path.of("target", "iothub.jar").toAbsolutePath();
    private static final Path SCRIPT = Path.of("target", "iothub").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> PROGRAM = Optional.ofNullable(System.getProperty("iothub.program"))
            .map(List::of)
            .orElse(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));

    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    JarTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void isSmallAndHoldsOnlyWhatTheCommandNeeds() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(10_000_000);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/services/java.sql.Driver")
                    .noneMatch(name -> name.startsWith("io/github/iothubsdk/examples/"))
                    .noneMatch(name -> name.startsWith("com/mysql/") || name.startsWith("ch/vorburger/"));
        }
    }

    @Test
    void tellsItsVersionAndCompletesItsOptions() throws Exception {
        assertThat(run(iothub("--version")).out()).matches("iothub \\d+\\.\\d+\\.\\d+\\S*\\R");

        Desk.Said completion = run(iothub("generate-completion"));
        assertThat(completion.out()).contains("complete -F", "--spend-at-most", "--watch");
        Path script = Files.writeString(directory.resolve("completion"), completion.out());
        assertThat(run(List.of("bash", "-n", script.toString())).code()).isZero();
    }

    @Test
    void comesWithAManualPageOfEachCommand() throws Exception {
        Path pages = Path.of("target", "man");
        for (String name : List.of("iothub.1", "iothub-create.1", "iothub-config.1", "iothub-simulate.1")) {
            assertThat(pages.resolve(name)).content().startsWith(".TH IOTHUB");
        }
        String completion = run(iothub("generate-completion", "fish")).out();
        assertThat(completion)
                .contains("complete -c iothub -n '__fish_seen_subcommand_from create' -l spend-at-most -x");
    }

    @Test
    void keepsTheSecretsOutOfTheMostTalkativeOutput() throws Exception {
        try (Simulator cloud = Simulator.builder().start()) {
            cloud.demoAccount();
            Desk.Said said = run(
                    iothub("list", "--verbose", "--endpoint", cloud.endpoint().toString()));

            assertThat(said.code()).isZero();
            assertThat(said.lines()).containsExactly("There is no instance in the region.");
            assertThat(said.err())
                    .contains(
                            "iothub GET /v2/regions/cn-north-1/instances -> HTTP 200",
                            " ms, request id " + cloud.ledger().calls().get(0).requestId());
            assertThat(said.err()).doesNotContain(Demo.SECRET_KEY, Demo.DB_PASSWORD);
        }
    }

    @Test
    void showsNoStackTraceUnlessAsked() throws Exception {
        Desk.Said terse = run(iothub("list", "--endpoint", "http://127.0.0.1:9"));
        assertThat(terse.code()).isEqualTo(1);
        assertThat(terse.out()).isEmpty();
        assertThat(terse.errors()).singleElement().asString().contains("127.0.0.1:9 could not be reached");

        assertThat(run(iothub("list", "--endpoint", "http://127.0.0.1:9", "--verbose"))
                        .err())
                .containsPattern("\n at (iothub@\\S+/)?io\\.github\\.iothubsdk\\.core\\.ApiClient");
    }

    @Test
    void leavesAResumableRunOnCtrlC() throws Exception {
        try (Simulator cloud = Simulator.builder()
                .preparing(Duration.ZERO)
                .building(Duration.ofSeconds(8))
                .start()) {
            cloud.demoAccount();
            Process create = start(iothub(create(cloud, "plant-7")));
            awaitLine(create, "BUILDING");
            run(List.of("kill", "-INT", Long.toString(create.pid())));
            assertThat(create.waitFor(20, TimeUnit.SECONDS)).isTrue();
            String said = text(create.getErrorStream());

            assertThat(create.exitValue()).isEqualTo(130);
            assertThat(said).startsWith("iothub: Interrupted at AwaitInstance; nothing is lost.");
            String resume = said.lines()
                    .filter(line -> line.startsWith("Go on with: iothub "))
                    .findFirst()
                    .orElseThrow()
                    .substring("Go on with: iothub ".length());
            List<String> again = new ArrayList<>(iothub(resume.split(" ")));
            again.addAll(List.of("--poll-interval", "100ms"));
            assertThat(run(again).code()).isZero();
            assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void initialisesADatabaseWithTheDriverThatItBrings() throws Exception {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start();
                Simulator cloud = Simulator.builder()
                        .preparing(Duration.ZERO)
                        .building(Duration.ofMillis(50))
                        .start()) {
            cloud.demoAccount();
            database.createDatabase(Demo.DATABASE, Demo.DB_USER, Demo.DB_PASSWORD);
            Path script = directory.resolve("schema.sql");
            try (InputStream demo = Objects.requireNonNull(Demo.class.getResourceAsStream("/demo-schema.sql"))) {
                Files.copy(demo, script);
            }
            String url = "jdbc:mysql://127.0.0.1:" + database.port() + "/" + Demo.DATABASE;
            Desk.Said said = run(iothub(create(cloud, "plant-7", "--schema", script.toString(), "--schema-url", url)));

            assertThat(said.err()).isEmpty();
            assertThat(said.code()).isZero();
            assertThat(said.out())
                    .contains("database initialised: 36 statements, 12 tables")
                    .doesNotContain(url);
        }
    }

    @Test
    void canBeTriedByPastingWhatTheSimulatorPrints() throws Exception {
        Process simulator = start(iothub("simulate", "--building", "100ms"));
        String printed = awaitLine(simulator, "Ctrl-C ends it.");
        String pasted = printed.lines()
                .filter(line -> line.matches("(export|iothub|  --).*"))
                .collect(joining("\n"));
        String function = "iothub() { '" + String.join("' '", PROGRAM) + "' \"$@\"; }\n";
        Desk.Said said = run(List.of("bash", "-c", function + pasted + " --yes"));

        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("status           RUNNING");
        run(List.of("kill", "-INT", Long.toString(simulator.pid())));
        assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(simulator.exitValue()).isEqualTo(130);
        assertThat(text(simulator.getErrorStream())).isEmpty();
    }

    @Test
    void readsAndWritesChineseNamesThroughTheScriptInAnyLocale() throws Exception {
        try (Simulator cloud = Simulator.builder().start()) {
            cloud.demoAccount().instance("装瓶线-7");
            List<String> show = List.of(
                    SCRIPT.toString(),
                    "show",
                    "装瓶线-7",
                    "--endpoint",
                    cloud.endpoint().toString());

            assertThat(run(show).out()).contains("name             装瓶线-7");
            assertThat(run(List.of(SCRIPT.toString(), "show")).code()).isEqualTo(2);
        }
    }

    private static String[] create(Simulator cloud, String name, String... more) {
        List<String> args = new ArrayList<>(List.of("create", "--yes", "--name", name, "--poll-interval", "200ms"));
        args.addAll(List.of("--endpoint", cloud.endpoint().toString(), "--journal", "runs"));
        args.addAll(Arrays.asList(Desk.FORM));
        args.addAll(Arrays.asList(more));
        return args.toArray(String[]::new);
    }

    private static List<String> iothub(String... args) {
        List<String> command = new ArrayList<>(PROGRAM);
        command.addAll(Arrays.asList(args));
        return command;
    }

    /** A build in the background ignores Ctrl-C, and so would what it starts; env makes it heard again. */
    private Process start(List<String> command) throws IOException {
        List<String> listening = new ArrayList<>(
                System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of());
        listening.addAll(command);
        var builder = new ProcessBuilder(listening).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(JDCLOUD|IOTHUB|LC_|LANG|XDG_|JAVA).*"));
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        directory.toString(),
                        "LC_ALL",
                        "C",
                        "XDG_CACHE_HOME", // an archive that is made in the background is no matter of a test's
                        // directory
                        Path.of("target", "cache").toAbsolutePath().toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JDCLOUD_ACCESS_KEY",
                        Demo.ACCESS_KEY,
                        "JDCLOUD_SECRET_KEY",
                        Demo.SECRET_KEY,
                        "IOTHUB_DB_PASSWORD",
                        Demo.DB_PASSWORD));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Desk.Said run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        process.getOutputStream().close();
        String out = text(process.getInputStream());
        String err = text(process.getErrorStream());
        return new Desk.Said(process.waitFor(), out, err);
    }

    /** Everything that was said up to the line that holds this. */
    private static String awaitLine(Process process, String wanted) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.contains(wanted)) {
            said.append(line).append('\n');
            line = reader.readLine();
        }
        assertThat(line).as("%s", said).isNotNull();
        return said.toString();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
