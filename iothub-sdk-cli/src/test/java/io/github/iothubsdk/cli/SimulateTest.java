package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.simulator.Demo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code iothub simulate} in this process, until somebody interrupts it. */
@Timeout(60)
class SimulateTest {

    private final Desk desk;

    SimulateTest(@TempDir Path home) {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iotHubInferred", "iotHub2020", "unknown"})
    void speaksTheDialectAndSaysSo(String dialect) throws Exception {
        try (Running running = new Running(desk, "simulate", "--dialect", dialect)) {
            String said = running.until("Ctrl-C ends it.");
            assertThat(said.contains(" and speaks " + dialect + ". ")).isEqualTo(!dialect.equals("iotHubInferred"));
            assertThat(said).contains("export JDCLOUD_SECRET_KEY=" + Demo.SECRET_KEY, "\niothub create --endpoint ");
            boolean known = dialect.equals("iotHub2020");
            assertThat(said.contains(Running.endpoint(said) + " --dialect " + dialect + " --journal"))
                    .isEqualTo(known);
            assertThat(running.interrupted()).isEqualTo(130);
            assertThat(running.err.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void advisesToReadWhereNothingCanBeOrdered() throws Exception {
        try (Running running = new Running(desk, "simulate", "--dialect", "iotCore2020")) {
            String said = running.until("Ctrl-C ends it.");
            assertThat(said)
                    .contains(
                            "and speaks iotCore2020. ",
                            "iothub list --endpoint " + Running.endpoint(said) + " --dialect iotCore2020\n")
                    .doesNotContain("iothub create");
            Desk.Said list = desk.run("list", "--endpoint", Running.endpoint(said), "--dialect", "iotCore2020");
            assertThat(list.out()).contains("plant-1", "RUNNING");
            assertThat(running.interrupted()).isEqualTo(130);
        }
    }

    @Test
    void namesTheDialectsThatThereAre() {
        Desk.Said said = desk.run("simulate", "--dialect", "klingon");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors())
                .containsExactly("iothub: --dialect cannot be that: no such dialect; there are iotHubInferred,"
                        + " iotHub2020, iotCore2020, unknown.");
        Desk.Said help = desk.run("simulate", "--help");
        assertThat(help.out()).contains("iotHubInferred", "iotHub2020", "iotCore2020", "unknown");
    }

    private static final String HEAD =
            "{\"recording\":1,\"sdk\":\"0.1\",\"about\":{\"dialect\":\"iotHub2020\"},\"began\":\"2026-11-27T12:00:00Z\"}\n";
    private static final String LINE =
            "{\"n\":1,\"service\":\"iothub\",\"method\":\"GET\",\"path\":\"/v2/regions/cn-north-1/instances\","
                    + "\"query\":{\"pageNumber\":\"1\"},\"status\":200,\"headers\":{\"content-type\":\"application/json\"},"
                    + "\"response\":{\"requestId\":\"r\",\"result\":{\"instances\":[{\"instanceId\":\"iothub-q\",\"name\":\"plant-7\","
                    + "\"instanceStatus\":\"RUNNING\"}],\"totalCount\":1}}}\n";

    private Path recording(String content) throws IOException {
        return Files.writeString(desk.home.resolve("run.jsonl"), content);
    }

    @Test
    void replaysARecordingAndSaysWhatItDoesNotHold() throws Exception {
        Path file = recording(HEAD + LINE + LINE.substring(0, 40));
        try (Running running = new Running(desk, "simulate", "--replay", file.toString())) {
            String said = running.until("Ctrl-C ends it.");
            assertThat(said).startsWith("A recording of 1 call answers on http://127.0.0.1:");
            assertThat(said).contains("iothub list --endpoint " + Running.endpoint(said) + " --dialect iotHub2020\n");
            Desk.Said list = desk.run("list", "--endpoint", Running.endpoint(said));
            assertThat(list.code()).isZero();
            assertThat(list.out()).contains("iothub-q", "plant-7", "RUNNING");
            assertThat(desk.run("list", "--endpoint", Running.endpoint(said)).code())
                    .isNotZero();
            assertThat(running.interrupted()).isEqualTo(130);
            assertThat(running.err.toString(StandardCharsets.UTF_8).lines())
                    .startsWith(
                            "iothub: Warning: " + file + ", line 3, stops in the middle; it is left out.",
                            "iothub: the recording has no more answers for GET /v2/regions/cn-north-1/instances.");
        }
    }

    @Test
    void replaysForPrograms() throws Exception {
        Path file = recording(HEAD + LINE);
        try (Running running = new Running(desk, "simulate", "--output", "json", "--replay", file.toString())) {
            String said = running.until("\"event\":\"replaying\"");
            assertThat(said).contains("\"dialect\":\"iotHub2020\",\"calls\":1,\"warnings\":[]");
            desk.run("list", "--region", "cn-east-2", "--endpoint", Running.endpoint(said));
            assertThat(running.until("\"event\":\"missed\"")).contains("GET /v2/regions/cn-east-2/instances");
            assertThat(running.interrupted()).isEqualTo(130);
            assertThat(running.err.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        Path file = recording(HEAD + LINE + "{\"a\":1,\"a\":2}\n");
        assertRefused("Nothing is replayed: " + file + ", line 3: it has a name twice in one object.", file.toString());
        recording("name: plant-7\n");
        assertRefused(
                "Nothing is replayed: " + file + " is no recording: its first line is not that of one.",
                file.toString());
        assertRefused("Nothing is replayed: there is no file none.jsonl.", "none.jsonl");
        recording(HEAD);
        assertRefused(
                "Port 70000 cannot be used: it is taken, or not a port. Choose another one, or leave --port out.",
                file.toString(),
                "--port",
                "70000");
        assertRefused(
                "--replay answers from its file alone. Leave --building out.", file.toString(), "--building", "1s");
    }

    private void assertRefused(String words, String file, String... more) {
        String[] args = Stream.concat(Stream.of("simulate", "--replay", file), Stream.of(more))
                .toArray(String[]::new);
        Desk.Said said = desk.run(args);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).containsExactly("iothub: " + words);
    }
}
