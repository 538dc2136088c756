package io.github.iothubsdk.examples.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The five lines that the page has for any engine, as they stand there. */
@Timeout(60)
class EnginesPageTest {

    private static final RunId ORDER = RunId.of("order-4711");

    private final Engine engine = time -> LockSupport.parkNanos(time.toNanos());

    private interface Engine {
        void sleepDurably(Duration time);
    }

    private Advance fiveLines(ProvisioningClient client, RunId runId, CreateInstanceRequest request) {
        client.begin(runId, request);
        Advance next = client.advance(runId);
        while (next instanceof Advance.Waiting waiting) {
            engine.sleepDurably(waiting.after());
            next = client.advance(runId);
        }
        return next;
    }

    /** An engine that forgot everything starts its workflow anew. */
    @Test
    void buyOnceThoughTheyRunTwice(@TempDir Path journal) {
        try (DemoCloud cloud = new DemoCloud();
                ProvisioningClient client =
                        cloud.client().journal(Journals.inDirectory(journal)).build()) {
            for (int times = 0; times < 2; times++) {
                assertThat(fiveLines(client, ORDER, DemoCloud.request("plant-7")))
                        .isInstanceOf(Advance.Finished.class);
            }

            assertThat(cloud.ledger().lines()).last().isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void areThoseOfThePage() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/github/iothubsdk/examples/engine/EnginesPageTest.java"));
        String lines =
                source.substring(source.indexOf("        client.begin("), source.indexOf("        return next;"));
        String page = Files.readString(Path.of("../docs/engines.md")).replaceAll(" +// .*", "");

        assertThat(page).contains("```java\n" + lines.stripTrailing().stripIndent() + "\n```");
    }
}
