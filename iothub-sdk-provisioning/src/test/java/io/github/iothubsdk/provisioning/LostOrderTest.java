package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.InstanceStatus;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer to an order or a payment is lost in every way there is, before and after it took effect. */
class LostOrderTest {

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final Duration QUIET = Duration.ofMinutes(5);

    record Loss(String name, Consumer<FaultBuilder> arm) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Loss> LOSSES = List.of(
            new Loss("drop", FaultBuilder::dropConnection),
            new Loss("reset", FaultBuilder::resetConnection),
            new Loss("stall", fault -> fault.stall(Duration.ofMillis(900))),
            new Loss("500", fault -> fault.error(500, 500, "INTERNAL", "Internal server error")),
            new Loss("503", fault -> fault.status(503, "busy", "Retry-After: 0")),
            new Loss("408", fault -> fault.status(408, "", "Retry-After: 0")),
            new Loss("307", fault -> fault.status(307, "", "Location: /v2/regions/cn-north-1/instances")),
            new Loss("html", fault -> fault.html(502)),
            new Loss("empty", fault -> fault.emptyBody(200)),
            new Loss("truncated", FaultBuilder::truncatedJson),
            new Loss("beside", FaultBuilder::errorBesideResult),
            new Loss("odd details", fault -> fault.odd("{\"error\":{\"code\":500,\"details\":\"x\"}}", 200)));

    static Stream<Arguments> losses() {
        return Stream.of(Route.CREATE_INSTANCE, Route.PAY_ORDER)
                .flatMap(route -> LOSSES.stream()
                        .flatMap(loss -> Stream.of(Arguments.of(route, loss, true), Arguments.of(route, loss, false))));
    }

    @ParameterizedTest(name = "{0} {1} after effect: {2}")
    @MethodSource("losses")
    void ordersAndPaysOnceWhenAnAnswerIsLost(Route route, Loss loss, boolean afterEffect) {
        ordersAndPaysOnce(Cloud.inProcess(), route, loss, afterEffect);
    }

    static void ordersAndPaysOnce(Cloud fresh, Route route, Loss loss, boolean afterEffect) {
        try (var cloud = fresh;
                var client = cloud.builder().callTimeout(Duration.ofMillis(600)).build()) {
            FaultBuilder fault = cloud.simulator.faults().on(route);
            loss.arm().accept(afterEffect ? fault.afterEffect() : fault.beforeEffect());

            ProvisioningResult done = client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(done.instance().status()).isEqualTo(InstanceStatus.RUNNING);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
            assertThat(cloud.simulator.faults().remaining()).isEmpty();
            List<Ledger.Call> sent = cloud.simulator.ledger().calls(route);
            assertThat(sent).hasSize(afterEffect ? 1 : 2);
            assertQuiet(sent);
            if (route == Route.CREATE_INSTANCE) {
                assertThat(evidence(cloud))
                        .isNotEmpty()
                        .allSatisfy(told -> assertThat(told).isNotEmpty());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ordersAndPaysOnceWhenTheEffectComesLateWithinTheQuietPeriod(Route route) {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.simulator.faults().on(route).landLate(Duration.ofSeconds(45));

            client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(cloud.simulator.ledger().calls(route)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ordersAndPaysOnceWhenTheEffectComesAfterTheSecondCopyWasSent(Route route) {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.simulator
                    .faults()
                    .on(route)
                    .landLate(route == Route.PAY_ORDER ? QUIET.plusSeconds(30) : QUIET.plusSeconds(150));

            client.create(Cloud.request("plant-7").build(), HOUR);

            List<Ledger.Call> sent = cloud.simulator.ledger().calls(route);
            assertThat(sent).hasSize(2);
            assertQuiet(sent);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    static Stream<Route> routes() {
        return Stream.of(Route.CREATE_INSTANCE, Route.PAY_ORDER);
    }

    @Test
    void sendsEveryCopyOfAnOrderWithTheSameClientToken() {
        try (var cloud = Cloud.inProcess();
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(1).dropConnection();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(2).html(502);
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(3).rateLimited();

            client.create(Cloud.request("plant-7").build(), HOUR);

            List<Ledger.Call> sent = cloud.simulator.ledger().calls(Route.CREATE_INSTANCE);
            assertThat(sent).hasSize(4);
            assertThat(sent)
                    .extracting(call -> call.requestBody().replaceAll(".*\"clientToken\":\"([^\"]+)\".*", "$1"))
                    .containsOnly(cloud.simulator.ledger().orders().get(0).clientToken());
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void namesBothOrdersWhenTheCloudMadeTwoOfOne() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(1).landLate(QUIET.plusSeconds(125));
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).call(2).landLate(Duration.ofSeconds(5));

            Unknown unknown = catchThrowableOfType(
                    Unknown.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));

            assertThat(cloud.simulator.ledger().orders())
                    .hasSize(2)
                    .allSatisfy(order -> assertThat(unknown)
                            .hasMessageContaining(order.number())
                            .hasMessageContaining(order.instanceId()));
            assertThat(unknown.evidence()).isNotEmpty();
            assertThat(client.unfinishedRuns()).hasSize(1);
            int writes = cloud.simulator.ledger().writes();
            Unknown again = catchThrowableOfType(
                    Unknown.class, () -> client.resume(unknown.runId().orElseThrow(), HOUR));
            assertThat(again.evidence()).isNotEmpty();
            assertThat(cloud.simulator.ledger().writes()).isEqualTo(writes);
            assertThat(cloud.simulator.ledger().payments()).isEmpty();
        }
    }

    private static void assertQuiet(List<Ledger.Call> sent) {
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1).at(), sent.get(i).at())).isGreaterThanOrEqualTo(QUIET);
        }
    }

    private static List<List<String>> evidence(Cloud cloud) {
        return cloud.events.stream()
                .filter(ProvisioningEvent.Recovering.class::isInstance)
                .map(event -> ((ProvisioningEvent.Recovering) event).evidence())
                .toList();
    }

    @Test
    void sendsNothingAgainWhileAListedOrderCannotBeLookedAt() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            for (int look = 1; look <= 20; look++) {
                cloud.simulator
                        .faults()
                        .on(Route.QUERY_ORDER)
                        .call(look)
                        .odd("{\"requestId\":\"r\",\"result\":{\"data\":null}}", 200);
            }

            client.create(Cloud.request("plant-7").build(), HOUR);

            assertThat(cloud.simulator.faults().remaining()).isEmpty();
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }

    @Test
    void doesNotSendAnOrderAgainThatWasAcceptedWithoutANumber() {
        try (var cloud = Cloud.inProcess(builder -> builder.uniqueNames(false).honourClientTokens(false));
                var client = cloud.client()) {
            cloud.simulator.orderField("purchaseNumber");

            cloud.simulator
                    .faults()
                    .on(Route.QUERY_ORDERS)
                    .always()
                    .odd("{\"requestId\":\"r\",\"result\":{\"resultList\":[],\"totalCount\":0}}", 200);

            Unknown unknown = catchThrowableOfType(
                    Unknown.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));

            assertThat(unknown.evidence()).anyMatch(told -> told.contains("accepted the order, without a number"));
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            cloud.simulator.faults().clear();
            client.resume(unknown.runId().orElseThrow(), HOUR);
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
