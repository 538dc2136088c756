package io.github.iothubsdk.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.examples.DemoCloud;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What monitoring is told agrees with the ledger, tells runs apart only in traces, and holds no secret. */
@Timeout(60)
class MetricsAndTracesTest {

    private final DemoCloud cloud = new DemoCloud();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();

    @AfterEach
    void holdsNoSecretAndNoTagOfManyValues() {
        cloud.close();
        tracing.close();
        assertThat(registry.getMetersAsString() + exporter.getFinishedSpanItems())
                .doesNotContain(Demo.SECRET_KEY)
                .doesNotContain(Demo.DB_PASSWORD);
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .containsAnyOf("step", "ending")
                .isSubsetOf(Set.of("step", "ending", "check"));
    }

    private SpanData span() {
        List<SpanData> spans = exporter.getFinishedSpanItems();
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }

    @Test
    void aRunIsTimedPaidAndTraced() {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        Span caller = Span.wrap(SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault()));
        Context.current()
                .with(caller)
                .wrap(() -> MetricsAndTraces.run(cloud, registry, tracing.get("iothub")))
                .run();

        assertThat(registry.get("iothub.run").tags("ending", "Done").timer().totalTime(TimeUnit.SECONDS))
                .isBetween(0.5, 30.0);
        assertThat(registry.get("iothub.commits")
                        .tags("step", "PlaceOrder")
                        .counter()
                        .count())
                .isEqualTo(cloud.ledger().calls(Route.CREATE_INSTANCE).size());
        assertThat(registry.get("iothub.commits.recovering").counter().count()).isPositive();
        assertThat(registry.get("iothub.payment").summary().count())
                .isEqualTo(cloud.ledger().payments().size());
        assertThat(registry.get("iothub.runs.active").gauge().value()).isZero();
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .filteredOn(id -> id.getBaseUnit() != null)
                .extracting(id -> id.getName() + " in " + id.getBaseUnit())
                .contains("iothub.run in seconds", "iothub.payment in CNY");

        Ledger.Order order = cloud.ledger().orders().get(0);
        assertThat(span().getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(span().getEvents())
                .extracting(EventData::getName)
                .containsSubsequence("claimed", "recovering", "ordered", "claimed", "paid");
        assertThat(span().getEvents().toString()).contains(order.number(), order.instanceId(), "CNY 0.00");
    }

    @Test
    void aRunThatEndsBadlySaysHowAndWhere() {
        cloud.account().cash("12.00");

        assertThatThrownBy(() -> MetricsAndTraces.run(cloud, registry, tracing.get("iothub")))
                .isInstanceOf(ProvisioningException.Invalid.class);

        assertThat(registry.get("iothub.run")
                        .tags("ending", "Invalid", "step", "Preflight")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("iothub.checks.blocking").counter().getId().getTag("check"))
                .isEqualTo("balance-suffices");
        assertThat(span().getStatus().getStatusCode())
                .isEqualTo(StatusData.error().getStatusCode());
        assertThat(span().getEvents()).isEmpty();
        assertThat(cloud.ledger().writes()).isZero();
    }
}
