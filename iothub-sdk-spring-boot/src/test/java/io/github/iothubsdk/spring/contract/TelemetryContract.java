package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.micrometer.IotHubMetrics;
import io.github.iothubsdk.opentelemetry.IotHubTraces;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.spring.IotHubRuns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** Metrics and traces: there with their modules and with what they write to, and missed by nobody else. */
@Timeout(120)
public abstract class TelemetryContract extends TelemetryCase {

    private final Class<?>[] startersAndLines;

    /** @param lines what makes the registry and OpenTelemetry on this line */
    protected TelemetryContract(Class<?> starters, Class<?>... lines) {
        super(starters);
        startersAndLines = Stream.concat(Stream.of(starters), Stream.of(lines)).toArray(Class<?>[]::new);
    }

    /** As an application has it: the line makes both. */
    private ApplicationContextRunner observed() {
        return application(startersAndLines)
                .withBean(SdkTracerProvider.class, () -> tracing)
                .withUserConfiguration(TwoRegistries.class);
    }

    /** The line makes a primary one of them. */
    static class TwoRegistries {
        @Bean
        SimpleMeterRegistry first() {
            return new SimpleMeterRegistry();
        }

        @Bean
        SimpleMeterRegistry second() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void countsAndTracesWithWhatTheLineMakes() {
        observed().run(shop -> {
            assertThat(shop).hasSingleBean(IotHubMetrics.class).hasSingleBean(IotHubTraces.class);
            Span request = inARequest(() -> {
                create(shop.getBean(ProvisioningClient.class));
                return "";
            });
            int calls = cloud.ledger().calls().size();

            for (MeterRegistry each : List.of(
                    shop.getBean(MeterRegistry.class),
                    shop.getBean("first", MeterRegistry.class),
                    shop.getBean("second", MeterRegistry.class))) {
                assertThat(done(each)).isEqualTo(1);
                assertThat(sends(each)).isEqualTo(calls);
                assertThat(each.get("iothub.journal.readable").gauge().value()).isEqualTo(1);
                assertThat(each.get("iothub.runs.unknown").gauge().value()).isZero();
            }
            assertThat(calls()).hasSize(calls);
            assertThat(runs()).singleElement().satisfies(run -> isBelow(request, run));
        });
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    private static void isBelow(Span request, SpanData run) {
        assertThat(run.getName()).isEqualTo("iothub.create");
        assertThat(run.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
    }

    /** Its turns are taken on other threads, long after the request was answered. */
    @Test
    void aRunThatIsBegunInARequestIsInTheTraceOfTheRequest() {
        observed().run(shop -> {
            assertThat(shop).hasSingleBean(IotHubTraces.class);
            IotHubRuns runs = shop.getBean(IotHubRuns.class);
            Span request = inARequest(() -> runs.begin(request("plant-7")));
            ShopCase.until(() -> !runs().isEmpty());

            SpanData run = runs().get(0);
            isBelow(request, run);
            assertThat(calls())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(call -> assertThat(call.getTraceId())
                            .isEqualTo(request.getSpanContext().getTraceId()));
            assertThat(calls())
                    .filteredOn(call -> !call.getParentSpanId().equals(run.getSpanId()))
                    .as("whose the keys are is asked before there is a run")
                    .hasSizeLessThan(3);
        });
    }

    @Test
    void aContextThatIsClosedLeavesNoGaugeAndTheNextOneHasItsOwn() {
        var registry = new SimpleMeterRegistry();
        var application = application().withBean(MeterRegistry.class, () -> registry);
        application.run(shop -> create(shop.getBean(ProvisioningClient.class)));
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains("iothub.runs.ended", "iothub.calls")
                .doesNotContain("iothub.journal.readable", "iothub.runs.unknown", "iothub.runs.unfinished.age");

        application.run(next -> assertThat(
                        registry.get("iothub.journal.readable").gauge().value())
                .isEqualTo(1));
        assertThat(registry.find("iothub.journal.readable").gauge()).isNull();
        assertThat(done(registry)).isEqualTo(1);
    }

    @Test
    void isOffWhenToldSo() {
        var registry = new SimpleMeterRegistry();
        application()
                .withBean(MeterRegistry.class, () -> registry)
                .withBean(OpenTelemetry.class, () -> telemetry)
                .withPropertyValues("iothub.metrics.enabled=false", "iothub.tracing.enabled=false")
                .run(shop -> {
                    assertThat(shop).doesNotHaveBean(IotHubMetrics.class).doesNotHaveBean(IotHubTraces.class);
                    create(shop.getBean(ProvisioningClient.class));
                });
        assertThat(registry.getMeters()).isEmpty();
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void isNotThereWhereNothingIsToWriteTo() {
        application().run(shop -> {
            assertThat(shop).doesNotHaveBean(IotHubMetrics.class).doesNotHaveBean(IotHubTraces.class);
            create(shop.getBean(ProvisioningClient.class));
        });
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void choosesNoneOfSeveralRegistries() {
        application().withUserConfiguration(TwoRegistries.class).run(shop -> {
            assertThat(shop).hasNotFailed().doesNotHaveBean(IotHubMetrics.class);
            create(shop.getBean(ProvisioningClient.class));
        });
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void eachIsMissedByNobodyWithoutItsModule() {
        for (String missing : List.of(
                "io.github.iothubsdk.micrometer",
                "io.github.iothubsdk.opentelemetry",
                "io.micrometer.core",
                "io.opentelemetry.api")) {
            application()
                    .withClassLoader(new FilteredClassLoader(missing))
                    .withBean("registry", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                    .withBean("tracing", OpenTelemetry.class, () -> telemetry)
                    .run(shop -> {
                        assertThat(shop).hasNotFailed();
                        assertThat(shop.containsBean("iotHubStarterMetrics"))
                                .isEqualTo(!missing.contains("micrometer"));
                        assertThat(shop.containsBean("iotHubStarterTraces"))
                                .isEqualTo(!missing.contains("opentelemetry"));
                        assertThat(shop.getBean(ProvisioningClient.class)
                                        .preflight(request("plant-7"))
                                        .ready())
                                .isTrue();
                    });
        }
    }
}
