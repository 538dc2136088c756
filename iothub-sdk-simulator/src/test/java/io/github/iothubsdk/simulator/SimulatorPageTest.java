package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code docs/simulator.md} shows is what the simulator says, and its programs run. */
@Timeout(120)
class SimulatorPageTest {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

    private record Said(int code, String out) {}

    /** Runs a program with what it says, or says that it is not here. */
    private static Said run(Simulator simulator, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SIMULATOR", simulator.endpoint().toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            assumeTrue(false, command[0] + " is not here: " + Arrays.toString(command) + " was not run");
            throw absent;
        }
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), out);
    }

    @Test
    void showsTheSessionAsItIs() throws Exception {
        try (Simulator simulator = Simulator.builder()
                .seed(7)
                .building(Duration.ofSeconds(16))
                .preparing(Duration.ofSeconds(4))
                .start()) {
            simulator.demoAccount();
            assertThat(run(simulator, "curl", "--version").code).isZero();
            Said session = run(
                    simulator,
                    "bash",
                    DOCS.resolve("simulator-session.sh").toString(),
                    simulator.endpoint().toString());
            assertThat(session.code).as(session.out).isZero();
            assertThat(Files.readString(DOCS.resolve("simulator.md"))).contains(session.out);
        }
    }

    @Test
    void isDrivenByPython() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            assertThat(run(simulator, "python3", "--version").code).isZero();
            Said tested =
                    run(simulator, "python3", DOCS.resolve("simulator_test.py").toString());
            assertThat(tested.out).endsWith("OK\n");
            assertThat(tested.code).isZero();
        }
    }

    /** The shapes are promised: an example each, from the simulator itself. */
    @Test
    void showsTheShapesAsTheyAre() throws Exception {
        try (Simulator simulator = Simulator.builder().seed(7).start()) {
            Account demo = simulator.demoAccount();
            simulator.faults().on(Route.PAY_ORDER).afterEffect().dropConnection();
            demo.colleague().order("plant-7").pay();
            String page = Files.readString(DOCS.resolve("simulator.md"));
            for (String path : List.of("state", "requests", "ledger", "faults")) {
                if (path.equals("requests")) {
                    new Wire(simulator, InstantSource.system())
                            .get("user", Wire.USER)
                            .send();
                }
                JsonObject shown = new AdminWire(simulator).get("/_sim/" + path).json();
                String example = "`GET /_sim/" + path + "`:\n\n```json\n" + steady(shown, simulator) + "\n```\n";
                assertThat(page).contains(example);
            }
        }
    }

    private static String steady(JsonObject shown, Simulator simulator) {
        return new GsonBuilder()
                .setPrettyPrinting()
                .serializeNulls()
                .disableHtmlEscaping()
                .create()
                .toJson(shown)
                .replace(simulator.endpoint().toString(), "http://127.0.0.1:8080")
                .replaceAll("20[0-9-]{8}T[0-9:.]+Z", "2026-11-27T12:00:00Z")
                .replaceAll("20\\d{12}0000(\\d)", "202611272000000000$1")
                .replaceAll("\"tookMillis\": [0-9.]+", "\"tookMillis\": 0.412");
    }

    /** The index and the page name the same fields and words. */
    @Test
    void namesEveryFieldAndEveryWord() throws Exception {
        String page = Files.readString(DOCS.resolve("simulator.md"));
        List<String> missing = new ArrayList<>();
        for (AdminRoute route : AdminRoute.ALL) {
            List<String> words =
                    new ArrayList<>(route.form(Dialect.IOT_HUB_INFERRED).names());
            words.add(route.method + " " + route.path);
            words.removeIf(word -> page.contains("`" + word + "`"));
            missing.addAll(words);
        }
        FaultKind.words().stream().filter(kind -> !page.contains("`" + kind)).forEach(missing::add);
        Arrays.stream(Fate.values())
                .map(Fate::name)
                .filter(fate -> !page.contains(fate))
                .forEach(missing::add);
        assertThat(missing).isEmpty();
    }
}
