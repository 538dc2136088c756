package io.github.iothubsdk.opentelemetry;

import static io.github.iothubsdk.testkit.IotHubAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.provisioning.ProvisioningClient;
import io.github.iothubsdk.provisioning.ProvisioningClientBuilder;
import io.github.iothubsdk.provisioning.model.Advance;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.Account;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import io.github.iothubsdk.testkit.DemoRequest;
import io.github.iothubsdk.testkit.IotHubCloud;
import io.github.iothubsdk.testkit.VirtualTime;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is traced agrees with the ledger, hangs together, and holds no secret. */
@IotHubCloud
@Timeout(60)
class IotHubTracesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final RunId RUN = RunId.of("order-4711");
    private static final CreateInstanceRequest REQUEST =
            DemoRequest.of("plant-7").spendAtMost(Money.cny("100")).build();
    private static final Span CALLER = Span.wrap(SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault()));

    private final Tracing tracing = new Tracing();
    private final Simulator cloud;
    private final ProvisioningClient client;

    IotHubTracesTest(Simulator cloud, ProvisioningClientBuilder builder) {
        this.cloud = cloud;
        client = tracing.client(builder, new IotHubTraces(tracing.telemetry));
    }

    @BeforeEach
    void price(Account account) {
        account.orderAmount("88.00");
    }

    /** Whatever happened in the test; a signature would be one of the secret key. */
    @AfterEach
    void holdsNoSecret() {
        client.close();
        assertThat(tracing.spans().toString())
                .doesNotContain(Demo.SECRET_KEY, Demo.DB_PASSWORD, Demo.ACCESS_KEY)
                .doesNotContainIgnoringCase("JDCLOUD2-HMAC")
                .doesNotContainIgnoringCase("authorization");
        tracing.close();
    }

    @Test
    void aRunIsASpanBelowTheCallersWithWhatCannotBeUndone() throws Exception {
        cloud.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        Context.current()
                .with(CALLER)
                .wrap(() -> client.create(RUN, REQUEST, HOUR))
                .call();
        Ledger.Order order = cloud.ledger().orders().get(0);
        SpanData run = tracing.runs().get(0);
        assertThat(tracing.runs()).hasSize(1);
        assertThat(run.getName()).isEqualTo("iothub.create");
        assertThat(run.getParentSpanId()).isEqualTo(CALLER.getSpanContext().getSpanId());
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(run.getAttributes().get(Attributed.ENDING)).isEqualTo("Done");
        assertThat(run.getAttributes().get(Attributed.INSTANCE)).isEqualTo(order.instanceId());
        assertThat(run.getEvents())
                .extracting(EventData::getName)
                .containsSubsequence(
                        "iothub.claimed", "iothub.recovering", "iothub.ordered", "iothub.claimed", "iothub.paid");
        assertThat(run.getEvents().toString()).contains(order.number(), order.instanceId(), "CNY 88.00");
    }

    @Test
    void everySendIsASpanOfItsRun() throws Exception {
        Context.current()
                .with(CALLER)
                .wrap(() -> client.create(RUN, REQUEST, HOUR))
                .call();
        SpanData run = tracing.runs().get(0);
        List<SpanData> calls = tracing.calls();
        assertThat(calls).hasSameSizeAs(cloud.ledger().calls());
        assertThat(calls).allSatisfy(call -> assertThat(call.getTraceId()).isEqualTo(run.getTraceId()));
        List<SpanData> ofTheRun = calls.stream()
                .filter(call -> call.getParentSpanId().equals(run.getSpanId()))
                .toList();
        assertThat(ofTheRun)
                .hasSizeGreaterThan(10)
                .allSatisfy(call ->
                        assertThat(call.getAttributes().get(Attributed.RUN)).isEqualTo(RUN.value()));
        assertThat(calls)
                .as("whose the keys are is asked before there is a run")
                .filteredOn(call -> !ofTheRun.contains(call))
                .allSatisfy(call -> {
                    assertThat(call.getParentSpanId())
                            .isEqualTo(CALLER.getSpanContext().getSpanId());
                    assertThat(call.getAttributes().get(Attributed.CALL)).isEqualTo("user GET /v1/describeUser");
                });
    }

    @Test
    void aRunThatEndsBadlySaysHowWhereAndWhy() {
        var dear = DemoRequest.of("plant-8").spendAtMost(Money.cny("10")).build();
        assertThatThrownBy(() -> client.create(dear, HOUR)).isInstanceOf(ProvisioningException.Unfinished.class);
        SpanData run = tracing.runs().get(0);
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(run.getStatus().getDescription()).contains("CNY 88.00");
        assertThat(run.getAttributes().get(Attributed.ENDING)).isEqualTo("Unfinished");
        assertThat(run.getAttributes().get(Attributed.STEP)).isEqualTo("ConfirmOrder");
        assertThat(run.getAttributes().get(Attributed.REASON)).isEqualTo("OVER_THE_CEILING");
        assertThat(run.getAttributes().get(Attributed.ERROR))
                .isEqualTo(ProvisioningException.Unfinished.class.getName());
        assertThat(run.getEvents()).extracting(EventData::getName).contains("iothub.ordered");
    }

    /** What a policy of the caller's throws may hold anything. */
    @Test
    void noExceptionOfTheCallersIsTold(ProvisioningClientBuilder builder) {
        var policy = builder.paymentPolicy((order, ceiling) -> {
            throw new IllegalStateException("the vault said CanaryOfTheCaller");
        });
        try (var careless = tracing.client(policy, new IotHubTraces(tracing.telemetry))) {
            assertThatThrownBy(() -> careless.create(REQUEST, HOUR))
                    .isInstanceOf(ProvisioningException.Unfinished.class)
                    .hasStackTraceContaining("CanaryOfTheCaller");
        }
        SpanData run = tracing.runs().get(0);
        assertThat(run.getAttributes().get(Attributed.REASON)).isEqualTo("CALLERS_CODE");
        assertThat(tracing.spans().toString()).doesNotContain("CanaryOfTheCaller");
    }

    @Test
    void whatGoesOnWithARunLinksToTheSpanBefore() {
        var dear = DemoRequest.of("plant-8").spendAtMost(Money.cny("10")).build();
        assertThatThrownBy(() -> client.create(RUN, dear, HOUR)).isInstanceOf(ProvisioningException.Unfinished.class);
        client.resume(RUN, HOUR, Money.cny("100"));

        SpanData first = tracing.runs().get(0);
        SpanData second = tracing.runs().get(1);
        assertThat(first.getLinks()).isEmpty();
        assertThat(second.getName()).isEqualTo("iothub.resume");
        assertThat(second.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(first.getSpanContext()));
        assertThat(second.getEvents()).extracting(EventData::getName).contains("iothub.paid");
    }

    /** Its events are told on other threads than its calls are made on. */
    @Test
    void aRunThatWasStartedHasOneSpanAboveAllItsCalls(VirtualTime time) throws Exception {
        time.until(client.start(RUN, REQUEST, HOUR));
        time.until(() -> !tracing.runs().isEmpty());

        assertThat(cloud).hasOneOrder().paidOnce();
        assertThat(tracing.runs()).hasSize(1);
        SpanData run = tracing.runs().get(0);
        assertThat(run.getName()).isEqualTo("iothub.create");
        assertThat(tracing.calls())
                .filteredOn(call -> call.getAttributes().get(Attributed.RUN) != null)
                .hasSizeGreaterThan(10)
                .allSatisfy(call -> assertThat(call.getParentSpanId()).isEqualTo(run.getSpanId()));
    }

    @Test
    void aRunThatIsBegunAndTakenUpByItselfHasOneSpanBelowTheCallers(VirtualTime time) throws Exception {
        Context.current().with(CALLER).wrap(() -> client.begin(RUN, REQUEST)).call();
        time.until(client.resumeAsync(RUN, HOUR));
        time.until(() -> !tracing.runs().isEmpty());

        assertThat(cloud).hasOneOrder().paidOnce();
        assertThat(tracing.runs()).hasSize(1);
        SpanData run = tracing.runs().get(0);
        assertThat(run.getName()).isEqualTo("iothub.create");
        assertThat(run.getParentSpanId()).isEqualTo(CALLER.getSpanContext().getSpanId());
        assertThat(tracing.calls())
                .filteredOn(call -> call.getAttributes().get(Attributed.RUN) != null)
                .hasSizeGreaterThan(10)
                .allSatisfy(call -> assertThat(call.getParentSpanId()).isEqualTo(run.getSpanId()));
    }

    /** As on the node that takes the last turns. */
    @Test
    void aRunThatWasBegunElsewhereHasASpanHere(ProvisioningClientBuilder elsewhere, VirtualTime time) {
        try (var other = elsewhere.build()) {
            other.begin(RUN, REQUEST);
        }
        while (client.advance(RUN) instanceof Advance.Waiting) {
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(tracing.runs()).hasSize(1);
        assertThat(tracing.runs().get(0).getName()).isEqualTo("iothub.run");
        assertThat(tracing.runs().get(0).getEvents())
                .extracting(EventData::getName)
                .containsSubsequence("iothub.ordered", "iothub.paid");
    }

    @Test
    void whatTracingThrowsCostsNoCall(ProvisioningClientBuilder builder) {
        var thrown = new AtomicInteger();
        var broken = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(tracing.exporter))
                        .setIdGenerator(new IdGenerator() {
                            @Override
                            public String generateSpanId() {
                                if (thrown.incrementAndGet() % 2 == 0) {
                                    throw new AssertionError("no more ids");
                                }
                                throw new IllegalStateException("no more ids");
                            }

                            @Override
                            public String generateTraceId() {
                                if (thrown.incrementAndGet() % 2 == 0) {
                                    throw new AssertionError("no more ids");
                                }
                                throw new IllegalStateException("no more ids");
                            }
                        })
                        .build())
                .build();
        try (var untraced = tracing.client(builder, new IotHubTraces(broken))) {
            untraced.create(RUN, REQUEST, HOUR);
        }
        assertThat(cloud).hasOneOrder().paidOnce();
        try (var alone = new IotHubTraces(broken)) {
            alone.on(ProvisioningEvent.begun(
                    RUN, "cn-north-1", "plant-7", Instant.EPOCH)); // told here, and by no client again
        }
        assertThat(thrown.get()).isGreaterThanOrEqualTo(cloud.ledger().calls().size());
        assertThat(tracing.spans()).isEmpty();
    }
}
