package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever ends the process, a person, a service manager or a lost connection: it ends with what it has said. */
@Timeout(60)
class SignalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void endsWithTheExitCodeThatItTells(String signal, @TempDir Path home) throws Exception {
        try (Simulator cloud = Simulator.builder().preparing(Duration.ZERO).start()) {
            cloud.demoAccount().nextInstance(Fate.NEVER_APPEARS);
            Process create = start(cloud, home);
            try (BufferedReader said = create.inputReader(StandardCharsets.UTF_8)) {
                await(said, "waiting");
                assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(create.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                JsonObject failed = await(said, "failed");

                assertThat(create.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(create.exitValue())
                        .isEqualTo(failed.get("exitCode").getAsInt())
                        .isEqualTo(130);
                assertThat(failed.get("resume").getAsString()).startsWith("iothub resume run-");
            } finally {
                create.destroyForcibly();
            }
        }
    }

    /** The first line of this event, behind those before it. */
    private static JsonObject await(BufferedReader said, String event) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            if (object.get("event").getAsString().equals(event)) {
                return object;
            }
        }
        throw new AssertionError("it ended without " + event);
    }

    /** What runs in the background ignores some signals, and so would what it starts; env makes them heard again. */
    private static Process start(Simulator cloud, Path home) throws IOException {
        List<String> command = new ArrayList<>(
                System.getProperty("os.name").equals("Linux")
                        ? List.of("env", "--default-signal=INT,TERM,HUP")
                        : List.of());
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Iothub.class.getName(), "create", "--yes", "--name", "plant-7", "--output", "json"));
        command.addAll(List.of(
                "--poll-interval", "200ms", "--endpoint", cloud.endpoint().toString()));
        command.addAll(Arrays.asList(Desk.FORM));
        var builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "JDCLOUD_ACCESS_KEY",
                        Demo.ACCESS_KEY,
                        "JDCLOUD_SECRET_KEY",
                        Demo.SECRET_KEY,
                        "IOTHUB_DB_PASSWORD",
                        Demo.DB_PASSWORD));
        return builder.start();
    }
}
