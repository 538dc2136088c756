package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.FaultBuilder;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Silence and strangeness prove nothing: an order is sent again only when its absence is proved. */
class AbsenceTest {

    private static final Duration HOUR = Duration.ofMinutes(60);
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final String DONE = "ledger: 1 order, 1 payment, 1 instance RUNNING";

    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    private record Odd(String name, Consumer<FaultBuilder> arm) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Odd> ODD = List.of(
            new Odd("only a request id", FaultBuilder::resultGone),
            new Odd("an empty object", FaultBuilder::emptyObject),
            new Odd("result null", FaultBuilder::resultNull),
            new Odd("status ok", FaultBuilder::statusOk),
            new Odd("no request id", FaultBuilder::withoutRequestId),
            new Odd("orders under another key", fault -> fault.renamed("resultList", "orders")),
            new Odd("instances under another key", fault -> fault.renamed("instances", "hubs")),
            new Odd("order under another key", fault -> fault.renamed("data", "order")));

    static Stream<Arguments> oddAnswers() {
        return Stream.of(Route.QUERY_ORDERS, Route.LIST_INSTANCES, Route.QUERY_ORDER)
                .flatMap(route -> ODD.stream()
                        .filter(odd -> !odd.name.contains("orders under") || route == Route.QUERY_ORDERS)
                        .filter(odd -> !odd.name.contains("instances under") || route == Route.LIST_INSTANCES)
                        .filter(odd -> !odd.name.contains("order under") || route == Route.QUERY_ORDER)
                        .map(odd -> Arguments.of(route, odd)));
    }

    /** All of them were read as an empty list once, and a second order was sent and paid. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("oddAnswers")
    void readsNoAbsenceFromAnswersThatItDoesNotUnderstand(Route route, Odd odd) {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            cloud.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .afterEffect()
                    .meanwhile(() -> odd.arm.accept(
                            cloud.simulator.faults().on(route).always().afterEffect()));

            var unfinished = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));

            assertThat(unfinished).hasMessageContaining("not understood").hasMessageContaining("another dialect");
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            assertThat(client.unfinishedRuns()).hasSize(1);
            cloud.simulator.faults().clear();
            client.resume(unfinished.runId().orElseThrow(), HOUR);
            assertThat(cloud.ledger()).isEqualTo(DONE);
        }
    }

    @Test
    void findsTheOrderThatWasCancelledInsteadOfOrderingAgain() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.account.nextInstance(Fate.ORDER_CANCELED);
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();

            var broken = catchThrowableOfType(Broken.class, () -> client.create(request, HOUR));

            assertThat(broken)
                    .hasMessageContaining(
                            cloud.simulator.ledger().orders().get(0).number())
                    .hasMessageContaining("CANCELED");
            assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void isNotMovedByOneDateThatIsAhead() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(200));
            cloud.simulator.faults().on(Route.QUERY_ORDERS).call(2).date(Duration.ofMinutes(7));
            cloud.simulator.faults().on(Route.LIST_INSTANCES).call(2).date(Duration.ofMinutes(7));
            ordersOnce(cloud, client);
        }
    }

    /** What arrives minutes late may be a colleague's: it is not sent again, and a person says whose it is. */
    private void ordersOnce(Cloud cloud, ProvisioningClient client) {
        var unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
        adopts(cloud, client, unknown);
    }

    private static void adopts(Cloud cloud, ProvisioningClient client, Unknown unknown) {
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        String number = cloud.simulator.ledger().orders().stream()
                .filter(order -> !order.colleague())
                .findFirst()
                .orElseThrow()
                .number();
        assertThat(unknown).hasMessageContaining(number);
        RunId run = unknown.runId().orElseThrow();
        client.resolve(run, Resolution.adopt(number));
        client.resume(run, HOUR);
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void isNotMovedByAGarbageDateOnAMachineThatIsAhead() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.timeSource.jump(Duration.ofMinutes(4));
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(200));
            cloud.simulator.faults().on(Route.LIST_INSTANCES).call(2).rawDate("the day after tomorrow");
            ordersOnce(cloud, client);
        }
    }

    @Test
    void findsItsOrderWhereNobodyTellsTheTimeAndTheMachineIsOff() {
        for (int minutes : new int[] {-14, -7, 7, 14}) {
            try (var cloud = Cloud.inProcess(builder -> builder.loose().dates(false));
                    var client = cloud.client()) {
                cloud.account.colleague().orders(3);
                cloud.timeSource.jump(Duration.ofMinutes(minutes));
                cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
                ordersOnce(cloud, client);
            }
        }
    }

    @Test
    void waitsInANewProcessToo() {
        for (boolean dates : new boolean[] {true, false}) {
            try (var cloud = Cloud.inProcess(builder -> builder.loose().dates(dates))) {
                cloud.simulator.faults().on(Route.CREATE_INSTANCE).landLate(Duration.ofSeconds(280));
                RunId run;
                try (var client = cloud.client()) {
                    run = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofSeconds(5)))
                            .runId()
                            .orElseThrow();
                }
                cloud.timeSource.jump(Duration.ofMinutes(6));
                try (var client = cloud.client()) {
                    adopts(cloud, client, catchThrowableOfType(Unknown.class, () -> client.resume(run, HOUR)));
                }
            }
        }
    }

    @Test
    void remembersThroughAPowerCutThatTheOrderWasAcceptedWithoutANumber() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose)) {
            cloud.simulator.orderField("purchaseNumber");
            String none = "{\"requestId\":\"r\",\"result\":{\"resultList\":[],\"totalCount\":0}}";
            cloud.simulator.faults().on(Route.QUERY_ORDERS).always().odd(none, 200);
            RunId run;
            try (var client = cloud.client()) {
                run = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofSeconds(5)))
                        .runId()
                        .orElseThrow();
            }
            assertThat(cloud.journal.read(run))
                    .filteredOn(entry -> entry.kind().mustLast())
                    .anySatisfy(entry -> assertThat(entry.data()).contains("ACCEPTED"));
            cloud.timeSource.advance(Duration.ofDays(1));
            try (var client = cloud.client()) {
                var unknown = catchThrowableOfType(Unknown.class, () -> client.resume(run, HOUR));
                assertThat(unknown).hasMessageContaining("accepted the order, without a number");
                assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE))
                        .hasSize(1);
                cloud.simulator.faults().clear();
                client.resume(run, HOUR);
            }
            assertThat(cloud.ledger()).isEqualTo(DONE);
        }
    }

    @Test
    void asksForAListOfSeveralPagesTwiceSinceAPageMayHaveShifted() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.builder().rateLimit(0).build()) {
            cloud.account.instances(150);
            cloud.account.instance("plant-7");
            // The first of page two is hidden, and the total is one less: as when a row of page one went away in
            // between.
            cloud.simulator.faults().on(Route.LIST_INSTANCES).call(2).rowHidden(50);
            var refused = catchThrowableOfType(ProvisioningException.Invalid.class, () -> client.create(request, HOUR));
            assertThat(refused).hasMessageContaining("has the name plant-7");
            assertThat(cloud.simulator.ledger().orders()).isEmpty();
        }
    }

    @Test
    void findsItsOrderOnAPageThatShifted() {
        try (var cloud = Cloud.inProcess(builder -> builder.loose().ordersOldestFirst(true));
                var client = cloud.builder().rateLimit(0).build()) {
            cloud.account.colleague().orders(120);
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().meanwhile(() -> {
                for (int look = 1; look <= 40; look += 4) {
                    cloud.simulator
                            .faults()
                            .on(Route.QUERY_ORDERS)
                            .call(look + 1)
                            .rowHidden(20);
                }
            });
            client.create(request, HOUR);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("lags")
    void findsAnOrderThatIsListedLate(Duration orders, Duration instances) {
        try (var cloud = Cloud.inProcess(builder ->
                        builder.loose().orderListLag(orders).orderLag(orders).listLag(instances));
                var client = cloud.client()) {
            cloud.account.colleague().orders(2);
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            client.create(request, HOUR);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        }
    }

    static Stream<Arguments> lags() {
        return Stream.of(
                Arguments.of(Duration.ofSeconds(80), Duration.ZERO),
                Arguments.of(Duration.ofSeconds(80), Duration.ofSeconds(90)),
                Arguments.of(Duration.ofSeconds(280), Duration.ofSeconds(90)));
    }

    @Test
    void sendsNothingAgainWhileItsQueryDoesNotShowWhatWasThereBefore() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.account.colleague().orders(3);
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            String none = "{\"requestId\":\"r\",\"result\":{\"resultList\":[],\"totalCount\":0}}";
            cloud.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .afterEffect()
                    .meanwhile(() -> cloud.simulator
                            .faults()
                            .on(Route.QUERY_ORDERS)
                            .always()
                            .odd(none, 200));
            var unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
            assertThat(unknown).hasMessageContaining("by a query that does not show order");
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
            cloud.simulator.faults().clear();
            client.resume(unknown.runId().orElseThrow(), HOUR);
        }
    }

    @Test
    void findsItsOrderWhereTheServiceReadsTimesInSeconds() {
        for (int others : new int[] {5, 130}) {
            try (var cloud = Cloud.inProcess(builder -> builder.loose().orderTimesInSeconds(true));
                    var client = cloud.builder().rateLimit(0).build()) {
                cloud.account.colleague().orders(others);
                cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
                client.create(request, HOUR);
                assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE))
                        .hasSize(1);
            }
        }
    }

    /** A service may list nothing without a span, or cut a long one short, and say nothing of it. */
    @Test
    void findsItsOrderWhereTheServiceListsNoMoreThanOneSpan() {
        for (int others : new int[] {0, 3, 130}) {
            try (var cloud = Cloud.inProcess(builder -> builder.loose().orderSpan(Duration.ofDays(90)));
                    var client = cloud.builder().rateLimit(0).build()) {
                cloud.account.colleague().orders(others);
                cloud.timeSource.advance(Duration.ofDays(200));
                cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
                client.create(request, HOUR);
                assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE))
                        .as("after %d other orders", others)
                        .hasSize(1);
            }
        }
    }

    @Test
    void isNotStarvedByNamelessOrdersOfOtherProducts() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.builder().rateLimit(0).build()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            cloud.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .meanwhile(() -> cloud.account
                            .colleague()
                            .service("Virtual Machine")
                            .nameless()
                            .orders(101));
            client.create(request, HOUR);
            List<Ledger.Order> ours = cloud.simulator.ledger().orders().stream()
                    .filter(order -> !order.colleague())
                    .toList();
            assertThat(ours).hasSize(1);
        }
    }

    @Test
    void aFirstTimeAccountOrdersAgainAfterTheQuietPeriod() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).dropConnection();
            client.create(request, HOUR);
            var sent = cloud.simulator.ledger().calls(Route.CREATE_INSTANCE);
            assertThat(sent).hasSize(2);
            assertThat(Duration.between(sent.get(0).at(), sent.get(1).at())).isGreaterThanOrEqualTo(QUIET);
            assertThat(cloud.ledger()).isEqualTo(DONE);
        }
    }

    @Test
    void isNeverSentMoreOftenThanFiveTimesByItself() {
        try (var cloud = Cloud.inProcess(SimulatorBuilder::loose);
                var client = cloud.client()) {
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).always().html(502);
            var stopped = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofDays(9)));
            assertThat(stopped)
                    .hasMessageContaining("sent 5 times and has left no trace")
                    .returns(UnfinishedReason.ORDER_WITHOUT_TRACE, Unfinished::reason);
            assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(5);
            cloud.simulator.faults().clear();
            client.resume(stopped.runId().orElseThrow(), HOUR);
            assertThat(cloud.ledger()).isEqualTo(DONE);
        }
    }
}
