package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.Reason;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The service says no to the order, and means it. */
class RefusedOrderTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("bad zone", fault -> fault.error(400, 400, "INVALID_ARGUMENT", "bad zone")),
                refusal("exists already", fault -> fault.error(409, 409, "ALREADY_EXISTS", "it exists already")),
                refusal("quota", FaultBuilder::quotaExceeded),
                refusal("not allowed", fault -> fault.error(403, 403, "HTTP_FORBIDDEN", "this api is not allowed")));
    }

    private static Arguments refusal(String words, Consumer<FaultBuilder> arm) {
        return Arguments.of(words, arm);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void callsARefusedOrderInvalidWithNothingOrdered(String words, Consumer<FaultBuilder> arm) {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            arm.accept(cloud.simulator.faults().on(Route.CREATE_INSTANCE));

            Invalid invalid = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));

            assertThat(invalid.step()).isEqualTo("PlaceOrder");
            assertThat(invalid).message().containsIgnoringCase(words);
            assertThat(invalid.requestId()).isPresent();
            assertThat(invalid.violations()).singleElement().satisfies(violation -> {
                String found = violation.value().orElseThrow();
                assertThat(found).as("what was found advises nothing").doesNotContain(violation.remedy());
                assertThat(Stream.of(Reason.values()).map(Reason::remedy).filter(found::contains))
                        .isEmpty();
                assertThat(Reason.values()).extracting(Reason::remedy).contains(violation.remedy());
            });
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 0 orders, 0 payments, 0 instances");
            assertThat(client.runs())
                    .extracting(RunSummary::ended)
                    .containsExactly(Optional.of(RunSummary.Ending.INVALID));
        }
    }

    @Test
    void ordersUnderTheSameNameAfterARefusal() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).quotaExceeded();
            Invalid invalid = catchThrowableOfType(
                    Invalid.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
            assertThat(invalid.violations()).hasSize(1);

            client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void waitsOutARateLimitAndOrdersOnce() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).rateLimited();

            client.create(Cloud.request("plant-7").build(), HOUR);

            var sent = cloud.simulator.ledger().calls(Route.CREATE_INSTANCE);
            assertThat(sent).hasSize(2);
            assertThat(sent.get(1).at()).isAfter(sent.get(0).at());
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void ordersLaterAndOnceWhenTheConnectionIsRefusedBeforeAnythingIsSent() {
        AtomicInteger refused = new AtomicInteger();
        try (var cloud = Cloud.inProcess();
                var client = cloud.builder()
                        .transport(() -> new RefusingOrders(cloud.simulator, refused, 3))
                        .build()) {
            client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(refused).hasValue(3);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void saysUnknownWhenARefusalFollowsACopyThatLeftNoTrace() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(1).dropConnection();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(2).quotaExceeded();

            Unknown unknown = catchThrowableOfType(
                    Unknown.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));

            assertThat(unknown.evidence())
                    .anySatisfy(said -> assertThat(said).contains("nothing of it was found"))
                    .anySatisfy(said -> assertThat(said).contains("cut off"));
            assertThat(List.of(cloud.ledger())).containsExactly("ledger: 0 orders, 0 payments, 0 instances");
        }
    }

    /** Refuses the first connections for an order, as a machine that is down does. */
    private static final class RefusingOrders extends InProcess {

        private final AtomicInteger refused;
        private final int times;

        RefusingOrders(Simulator cloud, AtomicInteger refused, int times) {
            super(cloud);
            this.refused = refused;
            this.times = times;
        }

        @Override
        public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
            if (PlainTransport.orders(request) && refused.get() < times) {
                refused.incrementAndGet();
                throw new NotSentException("connection refused", new ConnectException());
            }
            return super.send(request);
        }
    }
}
