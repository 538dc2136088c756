package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.micrometer.IotHubMetrics;
import io.github.iothubsdk.opentelemetry.IotHubTraces;
import io.github.iothubsdk.opentelemetry.RunContexts;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.spi.ProvisioningListener;
import io.github.iothubsdk.spring.IotHubClientCustomizer;
import io.github.iothubsdk.spring.IotHubRuns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the application has of its own is used, and nothing is counted twice. */
@Timeout(120)
public abstract class OwnTelemetryContract extends TelemetryCase {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SimpleMeterRegistry own = new SimpleMeterRegistry();
    private final IotHubMetrics metrics = new IotHubMetrics(own);
    private final IotHubTraces traces = new IotHubTraces(telemetry);

    protected OwnTelemetryContract(Class<?> autoConfiguration) {
        super(autoConfiguration);
    }

    /** Its sends pass here, and the client closes it. */
    private record Proxied(HttpTransport next, AtomicInteger sent, AtomicInteger closed) implements HttpTransport {
        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            sent.incrementAndGet();
            return next.send(request);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            next.close();
        }
    }

    private ApplicationContextRunner observed() {
        return application()
                .withBean("registry", MeterRegistry.class, () -> registry)
                .withBean("telemetry", OpenTelemetry.class, () -> telemetry);
    }

    /** Each run and each send once, in the registry that was meant and as a span. */
    private void everythingIsTold(MeterRegistry where) {
        assertThat(done(where)).isEqualTo(1);
        assertThat(where.get("iothub.paid").summary().count()).isEqualTo(1);
        assertThat(sends(where)).isEqualTo(cloud.ledger().calls().size());
        assertThat(runs()).hasSize(1);
        assertThat(calls()).hasSameSizeAs(cloud.ledger().calls());
        assertThat(cloud.ledger().payments()).hasSize(1);
    }

    @Test
    void oursStepBackForTheApplicationsAndItsAreUsedWhole() {
        observed()
                .withBean("mine", IotHubMetrics.class, () -> metrics)
                .withBean("myTraces", IotHubTraces.class, () -> traces)
                .run(shop -> {
                    assertThat(shop).hasSingleBean(IotHubMetrics.class).hasSingleBean(IotHubTraces.class);
                    create(shop.getBean(ProvisioningClient.class));
                    assertThat(own.get("iothub.journal.readable").gauge().value())
                            .isEqualTo(1);
                });
        everythingIsTold(own);
        assertThat(registry.getMeters()).isEmpty();
        assertThat(own.find("iothub.journal.readable").gauge()).isNull();
    }

    /** No condition can tell what such a method will make. */
    @Test
    void oursStepBackAlsoForAListenerThatIsFoundToBeOne() {
        IotHubMetrics onTheSame = new IotHubMetrics(registry);
        observed()
                .withBean("mine", ProvisioningListener.class, () -> onTheSame)
                .withBean("myTraces", ProvisioningListener.class, () -> traces)
                .run(shop -> {
                    create(shop.getBean(ProvisioningClient.class));
                    assertThat(registry.get("iothub.journal.readable").gauge().value())
                            .isEqualTo(1);
                });
        everythingIsTold(registry);
        assertThat(registry.find("iothub.journal.readable").gauge()).isNull();
    }

    @Test
    void theTransportOfACustomizerIsKeptAndMeasured() {
        var sent = new AtomicInteger();
        var closed = new AtomicInteger();
        observed()
                .withBean(
                        IotHubClientCustomizer.class,
                        () -> builder -> builder.transport(() -> new Proxied(HttpTransports.jdk(), sent, closed)))
                .run(shop -> create(shop.getBean(ProvisioningClient.class)));
        assertThat(sent).hasValue(cloud.ledger().calls().size()).hasPositiveValue();
        assertThat(closed).hasValue(1);
        everythingIsTold(registry);
    }

    /** As where it was wired by hand before the starter did it. */
    @Test
    void whatACustomizerWiresByHandIsNotDoubled() {
        observed()
                .withBean("mine", IotHubMetrics.class, () -> metrics)
                .withBean("myTraces", IotHubTraces.class, () -> traces)
                .withBean(
                        IotHubClientCustomizer.class,
                        () -> builder -> builder.listener(metrics)
                                .listener(traces)
                                .transport(() -> metrics.around(traces.around(HttpTransports.standard()))))
                .run(shop -> {
                    create(shop.getBean(ProvisioningClient.class));
                    metrics.watch(shop.getBean(ProvisioningClient.class));
                });
        everythingIsTold(own);
        assertThat(own.find("iothub.journal.readable").gauge()).isNull();
    }

    @Test
    void theApplicationsMemoryOfSpansLinksThem(@TempDir Path directory) throws IOException {
        observed()
                .withBean(RunContexts.class, () -> RunContexts.inDirectory(directory))
                .run(shop -> create(shop.getBean(ProvisioningClient.class)));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void switchedOffTheApplicationsAreListenersLikeAnyOther() {
        observed()
                .withBean("mine", IotHubMetrics.class, () -> metrics)
                .withBean("myTraces", IotHubTraces.class, () -> traces)
                .withPropertyValues("iothub.metrics.enabled=false", "iothub.tracing.enabled=false")
                .run(shop -> create(shop.getBean(ProvisioningClient.class)));
        assertThat(done(own)).isEqualTo(1);
        assertThat(sends(own)).isZero();
        assertThat(own.find("iothub.journal.readable").gauge()).isNull();
        assertThat(runs()).hasSize(1);
        assertThat(calls()).isEmpty();
    }

    /** Its calls are exported, and would be children of nothing. */
    @Test
    void theSpanOfARunThatTheApplicationLeavesIsEnded() {
        observed().withPropertyValues("iothub.poll-interval=1h").run(shop -> {
            shop.getBean(IotHubRuns.class).begin(request("plant-7"));
            ShopCase.until(() -> !cloud.ledger().payments().isEmpty());
        });
        assertThat(runs()).hasSize(1);
        assertThat(calls())
                .filteredOn(call -> call.getParentSpanContext().isValid())
                .isNotEmpty()
                .allMatch(call -> call.getParentSpanId().equals(runs().get(0).getSpanId()));
    }

    @Test
    void aChildThatIsClosedLeavesTheGaugesOfItsParent() {
        observed().run(parent -> {
            application()
                    .withParent(parent)
                    .run(child -> assertThat(child.getBean(ProvisioningClient.class))
                            .isSameAs(parent.getBean(ProvisioningClient.class)));
            assertThat(registry.get("iothub.journal.readable").gauge().value()).isEqualTo(1);
        });
        assertThat(registry.find("iothub.journal.readable").gauge()).isNull();
    }

    @Test
    void theGaugesReadTheJournalOfAClientOfTheApplications() {
        try (var client = ProvisioningClient.builder(CredentialsProvider.defaultChain())
                .journal(Journals.inMemory())
                .build()) {
            observed()
                    .withBean(ProvisioningClient.class, () -> client)
                    .run(shop -> assertThat(registry.get("iothub.journal.readable")
                                    .gauge()
                                    .value())
                            .isEqualTo(1));
            assertThat(registry.find("iothub.journal.readable").gauge()).isNull();
        }
    }
}
