package io.github.iothubsdk.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What monitoring is told agrees with the ledger, and holds no secret. */
@Timeout(60)
class MetricsAndTracesTest {

    private final DemoCloud cloud = new DemoCloud();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = MetricsAndTraces.tracing(exporter);

    @AfterEach
    void holdsNoSecret() {
        cloud.close();
        telemetry.close();
        assertThat(registry.getMetersAsString() + exporter.getFinishedSpanItems())
                .doesNotContain(Demo.SECRET_KEY)
                .doesNotContain(Demo.DB_PASSWORD);
    }

    private SpanData run() {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.INTERNAL)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePageShowsThisProgram() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "monitoring.md"));
        String shown = page.replaceFirst("(?s).*?```java\n", "").replaceFirst("(?s)```.*", "");
        String program =
                Files.readString(Path.of("src/main/java/io/github/iothubsdk/examples/telemetry/MetricsAndTraces.java"));
        assertThat(program).contains(shown.indent(8));
    }

    @Test
    void aRunIsTimedPaidAndTraced() {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        MetricsAndTraces.run(cloud, registry, telemetry);

        assertThat(registry.get("iothub.run").tags("ending", "Done").timer().totalTime(TimeUnit.SECONDS))
                .isBetween(0.5, 30.0);
        assertThat(registry.get("iothub.paid").summary().count())
                .isEqualTo(cloud.ledger().payments().size());
        assertThat(exporter.getFinishedSpanItems())
                .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                .hasSameSizeAs(cloud.ledger().calls());
        assertThat(run().getEvents())
                .extracting(EventData::getName)
                .containsSubsequence("iothub.claimed", "iothub.recovering", "iothub.ordered", "iothub.paid");
    }

    @Test
    void aRunThatEndsBadlySaysHowAndWhere() {
        cloud.account().cash("12.00");

        assertThatThrownBy(() -> MetricsAndTraces.run(cloud, registry, telemetry))
                .isInstanceOf(ProvisioningException.Invalid.class);

        assertThat(registry.get("iothub.run")
                        .tags("ending", "Invalid", "step", "Preflight")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(run().getStatus().getDescription()).contains("Nothing was ordered");
        assertThat(cloud.ledger().writes()).isZero();
    }
}
