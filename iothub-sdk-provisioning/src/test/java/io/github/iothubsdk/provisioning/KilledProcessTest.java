package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.Blackout.Boundary;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under SIGKILL at every boundary in turn; another process resumes them from the same directory. */
@Timeout(7200)
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 50);
    private static final Blackout NEVER = new Blackout(Boundary.BEFORE_SEND, 0);

    private final AtomicInteger killed = new AtomicInteger();

    @Test
    void resumesWhatAKilledProcessLeftWithOneOrderAndOnePayment(@TempDir Path directory) {
        try (Simulator cloud = Simulator.builder()
                .rateLimit(0)
                .preparing(Duration.ofMillis(100))
                .building(Duration.ofMillis(300))
                .start()) {
            cloud.demoAccount();
            IntStream.range(0, KILLS).parallel().forEach(kill -> killAndResume(cloud, directory, kill));

            System.out.printf(
                    "killed processes: %d kills of %d runs, %s%n",
                    killed.get(),
                    KILLS,
                    cloud.ledger().lines().get(cloud.ledger().lines().size() - 1));
            assertThat(cloud.ledger().orders()).hasSize(KILLS);
            assertThat(cloud.ledger().payments()).hasSize(KILLS);
            assertThat(cloud.ledger().instances())
                    .hasSize(KILLS)
                    .allMatch(row -> row.status().equals("RUNNING"));
            assertThat(killed.get()).isEqualTo(KILLS);
        }
    }

    /** Boundaries in turn, each at its first, second, third ... crossing; all are crossed at least so often in a run. */
    private void killAndResume(Simulator cloud, Path directory, int kill) {
        Boundary boundary = List.of(Boundary.values()).get(kill % 4);
        boolean write = boundary == Boundary.BEFORE_WRITE || boundary == Boundary.AFTER_WRITE;
        int nth = 1 + kill / 4 % (write ? 9 : 13);
        Path journal = directory.resolve("journal-" + kill);
        String name = "plant-" + kill;
        kill(cloud, journal, name, boundary, nth);
        try (ProvisioningClient client = CrashVictim.client(cloud.endpoint(), journal, NEVER)) {
            List<RunSummary> open = client.unfinishedRuns();
            if (!open.isEmpty()) {
                client.resume(open.get(0).runId(), Duration.ofMinutes(1));
            } else if (client.runs().isEmpty()) {
                client.create(Cloud.request(name).build(), Duration.ofMinutes(1));
            }
        }
    }

    private void kill(Simulator cloud, Path journal, String name, Boundary boundary, int nth) {
        try {
            Process victim = new ProcessBuilder(CrashVictim.command(cloud.endpoint(), journal, name, boundary, nth))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
                if (said.lines().anyMatch("CUT"::equals)) {
                    killed.incrementAndGet();
                }
                victim.destroyForcibly();
            }
            victim.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
