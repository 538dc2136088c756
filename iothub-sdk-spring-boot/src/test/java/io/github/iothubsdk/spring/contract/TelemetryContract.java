package io.github.iothubsdk.spring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Metrics and traces: there when their modules and what they write to are, and missed by nobody else. */
@Timeout(120)
public abstract class TelemetryContract {

    private final Class<?> autoConfiguration;

    protected TelemetryContract(Class<?> autoConfiguration) {
        this.autoConfiguration = autoConfiguration;
    }

    private ApplicationContextRunner application(Simulator cloud) {
        cloud.demoAccount();
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(autoConfiguration))
                .withBean(Journal.class, Journals::inMemory)
                .withBean(IotHubConnectionDetails.class, () -> SimulatedIotHub.details(cloud))
                .withPropertyValues("iothub.runs.resume=false", "iothub.poll-interval=100ms");
    }

    private static Simulator cloud() {
        return Simulator.builder()
                .preparing(Duration.ofMillis(20))
                .building(Duration.ofMillis(20))
                .start();
    }

    private static void create(ProvisioningClient client) {
        CreateInstanceRequest request = CreateInstanceRequest.builder(Demo.REGION, "plant-7")
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
        client.create(request, Duration.ofMinutes(2));
    }

    @Test
    void countsAndTracesWhereTheApplicationHasWhatTheyWriteTo() {
        var registry = new SimpleMeterRegistry();
        var exporter = InMemorySpanExporter.create();
        var tracing = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
        try (Simulator cloud = cloud()) {
            application(cloud)
                    .withBean(MeterRegistry.class, () -> registry)
                    .withBean(
                            OpenTelemetry.class,
                            () -> OpenTelemetrySdk.builder()
                                    .setTracerProvider(tracing)
                                    .build())
                    .run(shop -> create(shop.getBean(ProvisioningClient.class)));

            assertThat(registry.get("iothub.runs.ended")
                            .tag("ending", "Done")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find("iothub.runs.unknown").gauge()).isNotNull();
            assertThat(exporter.getFinishedSpanItems())
                    .hasSizeGreaterThan(cloud.ledger().calls().size());
            assertThat(cloud.ledger().payments()).hasSize(1);
        }
    }

    @Test
    void isMissedByNobodyWithoutARegistryOrWithoutTheModules() {
        try (Simulator cloud = cloud()) {
            application(cloud).run(shop -> create(shop.getBean(ProvisioningClient.class)));
            assertThat(cloud.ledger().payments()).hasSize(1);
        }
        try (Simulator cloud = cloud()) {
            application(cloud)
                    .withClassLoader(new FilteredClassLoader(
                            "io.micrometer",
                            "io.opentelemetry",
                            "io.github.iothubsdk.micrometer",
                            "io.github.iothubsdk.opentelemetry"))
                    .run(shop -> create(shop.getBean(ProvisioningClient.class)));
            assertThat(cloud.ledger().payments()).hasSize(1);
        }
    }
}
