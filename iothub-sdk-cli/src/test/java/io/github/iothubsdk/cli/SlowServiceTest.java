package io.github.iothubsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that takes connections and answers nothing: {@code --timeout} is for all of a command. */
@Timeout(60)
class SlowServiceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Desk desk;
    private final ServerSocket silent;

    SlowServiceTest(@TempDir Path home) throws IOException {
        desk = new Desk(home);
        silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        desk.close();
    }

    @Test
    void itsTimeBoundsThePreconditionsOfCreate() {
        var said = inTime("--timeout", "1s");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.errors()).singleElement().asString().contains("time is used up", "Nothing was ordered");
        assertThat(desk.iothub("runs").lines()).as("no run was begun").hasSize(1);
    }

    @Test
    void tellsProgramsThatTheTimeIsUsedUp() {
        var said = inTime("--timeout", "1s", "--output", "json");

        var last = JsonParser.parseString(said.lines().get(said.lines().size() - 1))
                .getAsJsonObject();
        assertThat(last.get("exitCode").getAsInt()).isEqualTo(1).isEqualTo(said.code());
        assertThat(last.get("reason").getAsString()).isEqualTo("TIME_USED_UP");
        assertThat(last.get("mayPass").getAsBoolean()).isTrue();
        assertThat(last.has("runId")).isFalse();
        assertThat(last.has("resume")).isFalse();
    }

    private Desk.Said inTime(String... more) {
        List<String> args = new ArrayList<>(List.of("create", "--name", "plant-7", "--yes", "--endpoint"));
        args.add("http://127.0.0.1:" + silent.getLocalPort());
        args.addAll(Arrays.asList(Desk.FORM));
        args.addAll(Arrays.asList(more));
        long before = System.nanoTime();
        var said = desk.run(args.toArray(String[]::new));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
        return said;
    }
}
