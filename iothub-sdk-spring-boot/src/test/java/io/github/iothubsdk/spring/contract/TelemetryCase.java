package io.github.iothubsdk.spring.contract;

import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.RdsDatabase;
import io.github.iothubsdk.provisioning.spi.Journal;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.spring.IotHubConnectionDetails;
import io.github.iothubsdk.spring.simulator.SimulatedIotHub;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application with a simulated cloud, and what it measures and traces with. */
public abstract class TelemetryCase {

    /** The caller's own span, such as that of a request. */
    static final String REQUEST = "POST /hubs";

    final Simulator cloud = Simulator.builder()
            .preparing(Duration.ofMillis(20))
            .building(Duration.ofMillis(20))
            .start();
    final Account account;
    final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    /** A context closes what can be closed, and the spans would be gone. */
    final OpenTelemetry telemetry = new OpenTelemetry() {
        @Override
        public TracerProvider getTracerProvider() {
            return tracing;
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
        }
    };

    private final Class<?> autoConfiguration;

    protected TelemetryCase(Class<?> autoConfiguration) {
        this.autoConfiguration = autoConfiguration;
        account = cloud.demoAccount();
    }

    @AfterEach
    void close() {
        cloud.close();
        tracing.close();
    }

    /** With the starter alone. */
    ApplicationContextRunner application() {
        return application(autoConfiguration);
    }

    ApplicationContextRunner application(Class<?>... autoConfigurations) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(autoConfigurations))
                .withBean(Journal.class, Journals::inMemory)
                .withBean(IotHubConnectionDetails.class, () -> SimulatedIotHub.details(cloud))
                .withPropertyValues("iothub.runs.resume=false", "iothub.poll-interval=50ms");
    }

    static CreateInstanceRequest request(String name) {
        return CreateInstanceRequest.builder(Demo.REGION, name)
                .network(Demo.VPC, Demo.SUBNET)
                .database(RdsDatabase.of(
                        Demo.RDS, Demo.DATABASE, Demo.RDS_HOST, Demo.DB_USER, Secret.of(Demo.DB_PASSWORD)))
                .acceptServiceTerms()
                .build();
    }

    static void create(ProvisioningClient client) {
        client.create(request("plant-7"), Duration.ofMinutes(2));
    }

    /** Does it within a span of the caller's, and tells what that is. */
    Span inARequest(Callable<?> what) throws Exception {
        Span request = tracing.get("test").spanBuilder(REQUEST).startSpan();
        Context.current().with(request).wrap(what).call();
        request.end();
        return request;
    }

    List<SpanData> runs() {
        return spans(SpanKind.INTERNAL).stream()
                .filter(span -> !span.getName().equals(REQUEST))
                .toList();
    }

    List<SpanData> calls() {
        return spans(SpanKind.CLIENT);
    }

    private List<SpanData> spans(SpanKind kind) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind)
                .toList();
    }

    static double done(MeterRegistry registry) {
        return registry.get("iothub.runs.ended").tag("ending", "Done").counter().count();
    }

    static long sends(MeterRegistry registry) {
        return registry.find("iothub.calls").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
