package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new cloud is there at once with what it begins with, and so is its file, or neither is. */
class FurnishTest {
    private final Path file;

    FurnishTest(@TempDir Path directory) {
        file = directory.resolve("cloud.state");
    }

    private SimulatorBuilder builder() {
        return Simulator.builder().state(file);
    }

    private void furnish(Simulator simulator) {
        Account demo = simulator.demoAccount();
        assertThat(file).as("a kill at this moment leaves nothing").doesNotExist();
        demo.cash("20.00");
        simulator.faults().on(Route.DESCRIBE_USER).call(9).dropConnection();
        assertThat(file).doesNotExist();
    }

    @Test
    void isFirstKeptWhenAllIsThere() throws Exception {
        try (Simulator simulator = builder().furnish(this::furnish).inProcess()) {
            assertThat(simulator.isResumed()).isFalse();
            Path killed = Files.copy(file, file.resolveSibling("killed"));
            try (Simulator again = Simulator.builder()
                    .state(killed)
                    .furnish(other -> other.demoAccount().cash("1.00"))
                    .inProcess()) {
                assertThat(again.isResumed()).isTrue();
                assertThat(again.demoAccount().cash()).isEqualByComparingTo("20.00");
                assertThat(again.faults().remaining()).hasSize(1);
            }
        }
    }

    @Test
    void leavesNoFileWhenThePortIsTaken() {
        try (Simulator taken = Simulator.start()) {
            SimulatorBuilder builder =
                    builder().port(taken.endpoint().getPort()).furnish(this::furnish);
            assertThatThrownBy(builder::start).isInstanceOf(UncheckedIOException.class);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void leavesTheFileOfAnEarlierOneWhenThePortIsTaken() throws Exception {
        builder().furnish(this::furnish).inProcess().close();
        byte[] before = Files.readAllBytes(file);
        try (Simulator taken = Simulator.start()) {
            SimulatorBuilder builder = builder().port(taken.endpoint().getPort());
            assertThatThrownBy(builder::start).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void leavesNothingWhenItCannotBeFurnished() {
        SimulatorBuilder broken = builder().furnish(simulator -> {
            simulator.demoAccount();
            throw new IllegalStateException("no such thing");
        });
        assertThatIllegalStateException().isThrownBy(broken::start).withMessage("no such thing");
        assertThat(file).doesNotExist();
        builder().furnish(this::furnish).inProcess().close();
    }

    @Test
    void letsCallersWaitUntilItIsFurnished() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> early = new ArrayList<>();
        SimulatorBuilder builder = builder().furnish(simulator -> {
            HttpRequest request = HttpRequest.newBuilder(simulator.endpoint().resolve("/_sim/state"))
                    .build();
            early.add(HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
            furnish(simulator);
        });
        try (Simulator simulator = builder.start()) {
            String state = early.get(0).get(30, TimeUnit.SECONDS).body();
            assertThat(state).contains("\"cash\":\"20.00\"");
            assertThat(simulator.faults().remaining()).hasSize(1);
        }
    }
}
