package io.github.iothubsdk.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // the simulator is null where the arguments are wrong
class SimulatorMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Simulator start(String... args) {
        return SimulatorMain.start(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @Test
    void servesTheDemoAccountAndSaysHowToUseIt() throws Exception {
        try (Simulator simulator = start("--fast", "--port", "0")) {
            assertThat(out.toString(UTF_8))
                    .contains("JD Cloud simulator on " + simulator.endpoint())
                    .contains("export JDCLOUD_ACCESS_KEY=" + Demo.ACCESS_KEY)
                    .contains("export JDCLOUD_SECRET_KEY=" + Demo.SECRET_KEY);
            assertThat(new Wire(simulator, InstantSource.system())
                            .get("user", Wire.USER)
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void explainsArgumentsItDoesNotKnow() {
        assertThat(start("--loud")).isNull();
        assertThat(start("--port", "http")).isNull();
        assertThat(start("--port", "65536")).isNull();
        assertThat(start("--port")).isNull();
        assertThat(err.toString(UTF_8))
                .contains("unknown argument: --loud", "not 'http'", "not 65536", "usage: SimulatorMain");
    }

    @Test
    void namesTheDialectsThereAre() {
        assertThat(start("--dialect", "klingon")).isNull();
        assertThat(start("--dialect")).isNull();
        assertThat(err.toString(UTF_8).lines().filter(line -> line.startsWith("no such dialect")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("iotHubInferred"));
    }

    @Test
    void hasSomethingToReadInADialectWithoutOrders() throws Exception {
        try (Simulator simulator = start("--dialect", "iotCore2020")) {
            assertThat(new Wire(simulator, InstantSource.system())
                            .get("iotcore", "/v2/regions/cn-north-1/coreinstances")
                            .send()
                            .body())
                    .contains("\"instanceName\":\"plant-1\"");
        }
    }

    @Test
    void explainsAPortInUse(@TempDir Path directory) {
        try (Simulator first = Simulator.builder().start()) {
            int port = first.endpoint().getPort();
            assertThat(start("--port", "" + port)).isNull();
            assertThat(err.toString(UTF_8)).contains("cannot listen on port " + port);
            Path file = directory.resolve("cloud.state");
            assertThat(start("--port", "" + port, "--state", file.toString())).isNull();
            assertThat(file).as("nothing to go on from").doesNotExist();
        }
    }
}
