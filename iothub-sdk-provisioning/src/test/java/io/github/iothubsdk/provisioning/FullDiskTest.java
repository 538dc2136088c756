package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.Blackout.Boundary;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process whose operating system refuses to let a file grow any more, in the middle of a write and at each size. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class FullDiskTest {

    private static final Blackout NEVER = new Blackout(Boundary.BEFORE_SEND, 0);

    @Test
    void sendsNothingAfterTheWriteThatFailedAndResumesWithOneOrder(@TempDir Path directory) throws Exception {
        try (Simulator cloud = Simulator.builder()
                .rateLimit(0)
                .preparing(Duration.ofMillis(50))
                .building(Duration.ofMillis(50))
                .start()) {
            cloud.demoAccount();
            List<Integer> ordersWhenFull = new ArrayList<>();
            int blocks = 0;
            while (true) {
                Path journal = directory.resolve("journal-" + blocks);
                int orders = cloud.ledger().orders().size();
                String said = createWithin(blocks, cloud, journal);
                if (said.isEmpty()) {
                    break; // the whole journal fits
                }
                ordersWhenFull.add(cloud.ledger().orders().size() - orders);
                assertThat(said).contains(journal.toString()).containsAnyOf("File too large", "No space left");
                resume(cloud, journal, blocks);
                assertThat(cloud.ledger().orders()).hasSize(blocks + 1);
                assertThat(cloud.ledger().payments()).hasSize(blocks + 1);
                blocks++;
            }
            System.out.println("full disk: orders placed when the journal could not grow, by its size in blocks: "
                    + ordersWhenFull);
            assertThat(ordersWhenFull).contains(0, 1);
        }
    }

    /** What the process said on its way out; nothing when all went well. */
    private static String createWithin(int blocks, Simulator cloud, Path journal)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + " && exec \"$@\"", "limited"));
        command.addAll(CrashVictim.command(cloud.endpoint(), journal, "plant-" + blocks, Boundary.BEFORE_SEND, 0));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }

    private static void resume(Simulator cloud, Path journal, int blocks) {
        try (ProvisioningClient client = CrashVictim.client(cloud.endpoint(), journal, NEVER)) {
            List<RunSummary> open = client.unfinishedRuns();
            if (open.isEmpty()) {
                client.create(Cloud.request("plant-" + blocks).build(), Duration.ofMinutes(1));
            } else {
                client.resume(open.get(0).runId(), Duration.ofMinutes(1));
            }
        }
    }
}
