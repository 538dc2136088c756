package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Invalid;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unknown;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.Resolution;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.simulator.ColleagueOrder;
import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Rds;
import io.github.iothubsdk.simulator.Route;
import io.github.iothubsdk.simulator.SimulatorBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name in a span of time is not identity: nobody else's order is adopted, paid or counted as the run's. */
class WhoseOrderTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess(SimulatorBuilder::loose);
    private final CreateInstanceRequest request = Cloud.request("plant-7").build();

    @AfterEach
    void noStrangersOrderWasPaid() {
        assertThat(cloud.simulator.ledger().paymentsOfColleagueOrders()).isEmpty();
        cloud.close();
    }

    /** Ours is lost before it did anything; the ledger's first counts are ours. */
    private void createsItsOwnOrder() {
        try (var client = cloud.client()) {
            ProvisioningResult done = client.create(request, HOUR);
            assertThat(cloud.simulator.ledger().orders())
                    .filteredOn(order -> !order.colleague())
                    .singleElement()
                    .satisfies(order -> assertThat(done.orderNumber()).isEqualTo(order.number()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 30, 180, 86_400})
    void adoptsNoOrderThatWasThereBeforeItsOwn(long secondsOlder) {
        cloud.account.colleague().order("plant-7");
        cloud.timeSource.advance(Duration.ofSeconds(secondsOlder));
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).html(502);
        createsItsOwnOrder();
    }

    /** What IoT Hub is called in orders is inferred: such an order is neither adopted nor a reason to order again. */
    @ParameterizedTest
    @ValueSource(strings = {"Virtual Machine", "云主机"})
    void adoptsNoOrderOfTheNameForAnotherProduct(String product) {
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .beforeEffect()
                .meanwhile(() -> cloud.account
                        .colleague()
                        .amount("88.00")
                        .service(product)
                        .order("plant-7"));
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).beforeEffect().dropConnection();
        try (var client = cloud.client()) {
            var unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
            assertThat(unknown.evidence()).anyMatch(line -> line.contains("of the product " + product));
        }
        assertThat(cloud.simulator.ledger().payments()).isEmpty();
    }

    @Test
    void adoptsNoOlderOrderThatIsListedOnlyAfterItsOwn() {
        try (var lagging = Cloud.inProcess(builder -> builder.loose().orderListLag(Duration.ofSeconds(100)))) {
            lagging.account.colleague().order("plant-7");
            lagging.timeSource.advance(Duration.ofSeconds(80));
            lagging.simulator.faults().on(Route.CREATE_INSTANCE).html(502);
            try (var client = lagging.client()) {
                assertThat(catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR)))
                        .hasMessageContaining("which is not when the order was sent");
            }
            assertThat(lagging.simulator.ledger().paymentsOfColleagueOrders()).isEmpty();
        }
    }

    @Test
    void explainsAnInstanceByAnOlderOrderOfAColleagueWhoPaysItMeanwhile() {
        ColleagueOrder theirs = cloud.account.colleague().order("plant-7");
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().meanwhile(theirs::pay);
        createsItsOwnOrder();
    }

    @Test
    void adoptsNoOrderOfTheNameInAnotherNetwork() {
        cloud.account.vpc("vpc-other", "o", "10.9.0.0/16").subnet("subnet-other", "o", "vpc-other", "10.9.0.0/24", 9);
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).html(502);
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .meanwhile(() -> cloud.account
                        .colleague()
                        .network("vpc-other", "subnet-other")
                        .order("plant-7")
                        .pay());
        try (var client = cloud.client()) {
            var unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
            assertThat(unknown).hasMessageContaining("in another network");
            client.resolve(unknown.runId().orElseThrow(), Resolution.orderAgain());
            client.abandon(unknown.runId().orElseThrow());
        }
        assertThat(cloud.simulator.ledger().payments().stream().filter(payment -> payment.byCaller()))
                .isEmpty();
    }

    @Test
    void letsAPersonDecideBetweenTwoOrdersOfTheSameMinute() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .afterEffect()
                .meanwhile(() -> cloud.account.colleague().order("plant-7"));
        try (var client = cloud.client()) {
            var unknown = catchThrowableOfType(Unknown.class, () -> client.create(request, HOUR));
            assertThat(cloud.simulator.ledger().orders())
                    .hasSize(2)
                    .allSatisfy(order -> assertThat(unknown).hasMessageContaining(order.number()));
        }
        assertThat(cloud.simulator.ledger().payments()).isEmpty();
    }

    @Test
    void believesOnlyItsMarkWhereItIsAskedFor() {
        try (var showing = Cloud.inProcess(builder -> builder.loose().ordersShowDescription(true));
                var client = showing.client()) {
            showing.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
            showing.simulator
                    .faults()
                    .on(Route.CREATE_INSTANCE)
                    .afterEffect()
                    .meanwhile(() ->
                            showing.account.colleague().description("line 7").order("plant-7"));
            ProvisioningResult done =
                    client.create(request.toBuilder().markInDescription().build(), HOUR);
            assertThat(done.instance().description().orElseThrow()).matches("\\[[0-9a-f]{12}] line 7");
            assertThat(showing.simulator.ledger().paymentsOfColleagueOrders()).isEmpty();
            assertThat(showing.simulator.ledger().payments()).hasSize(1);
        }
    }

    @Test
    void takesNoMarkedRunsOrderForOneThatDoesNotShowTheMark() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).html(502);
        cloud.simulator
                .faults()
                .on(Route.CREATE_INSTANCE)
                .afterEffect()
                .meanwhile(() -> cloud.account.colleague().order("plant-7"));
        try (var client = cloud.client()) {
            var unknown = catchThrowableOfType(
                    Unknown.class,
                    () -> client.create(request.toBuilder().markInDescription().build(), HOUR));
            assertThat(unknown).hasMessageContaining("does not show its description");
        }
    }

    @Test
    void adoptsNoOrderOfARunThatWasAbandonedWhileItsAnswerWasLost() {
        cloud.account.orderAmount("9.00");
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.simulator.faults().on(Route.QUERY_ORDERS).call(2).html(502);
        try (var client = cloud.client()) {
            var lost = catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofSeconds(8)));
            client.abandon(lost.runId().orElseThrow());
            String theirs = cloud.simulator.ledger().orders().get(0).number();
            cloud.timeSource.advance(Duration.ofSeconds(20));
            cloud.account.orderAmount("0");
            cloud.simulator.faults().clear();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).html(502);

            assertThat(client.create(request, HOUR).orderNumber()).isNotEqualTo(theirs);
        }
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void knowsFormerOrdersAlsoWhenTheNameWasReservedByAProcessThatDiedBeforeItsFirstEntry() {
        cloud.account.colleague().order("plant-7");
        cloud.timeSource.advance(Duration.ofMinutes(2));
        String name = "name " + cloud.simulator.endpoint() + " " + cloud.account.accountId() + " plant-7";
        cloud.journal.reserve(name, new RunId("run-dead"), Optional.empty());
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).html(502);
        createsItsOwnOrder();
    }

    @Test
    void aRunThatWasRefusedForGoodTakesNoOrderOfTheDaysBetweenWhenItIsResumed() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).quotaExceeded();
        try (var client = cloud.client()) {
            RunId refused = catchThrowableOfType(Invalid.class, () -> client.create(request, HOUR))
                    .runId()
                    .orElseThrow();
            cloud.timeSource.advance(Duration.ofDays(1));
            ColleagueOrder theirs = cloud.account.colleague().order("plant-7");
            cloud.timeSource.advance(Duration.ofDays(1));
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).html(502);

            assertThat(client.resume(refused, HOUR).orderNumber()).isNotEqualTo(theirs.number());
        }
        assertThat(cloud.simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void twoRunsOfOneNameInTwoRegionsCannotTakeEachOthersOrder() {
        try (var client =
                cloud.builder().regions(Set.of("cn-north-1", "cn-east-1")).build()) {
            cloud.account.orderAmount("9.00");
            var here = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            var there = CreateInstanceRequest.builder("cn-east-1", "plant-7")
                    .network(Demo.VPC, Demo.SUBNET)
                    .database(Cloud.database())
                    .acceptServiceTerms()
                    .build();

            var refused = catchThrowableOfType(Invalid.class, () -> client.create(there, HOUR));

            assertThat(refused).hasMessageContaining("run " + here.runId().orElseThrow() + " is creating plant-7");
            assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void anOrderIsReservedForTheRunThatGotItsNumber() {
        try (var client = cloud.client()) {
            ProvisioningResult done = client.create(request, HOUR);
            String key =
                    "order " + cloud.simulator.endpoint() + " " + cloud.account.accountId() + " " + done.orderNumber();
            assertThat(cloud.journal.holder(key)).contains(done.runId());
        }
    }

    private ProvisioningClient clientOf(String accessKey, String secret) {
        return cloud.builder(CredentialsProvider.of(Credentials.of(accessKey, Secret.of(secret))))
                .build();
    }

    private RunId lostOrder() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().dropConnection();
        cloud.simulator.faults().on(Route.QUERY_ORDERS).call(2).html(502);
        cloud.simulator.faults().on(Route.QUERY_ORDERS).call(3).html(502);
        try (var client = cloud.client()) {
            return catchThrowableOfType(Unfinished.class, () -> client.create(request, Duration.ofMillis(100)))
                    .runId()
                    .orElseThrow();
        } finally {
            cloud.simulator.faults().clear();
        }
    }

    @Test
    void sendsNothingWithAnotherAccountsKey() {
        RunId run = lostOrder();
        var other = cloud.simulator
                .account("other-access", "other-secret-key")
                .userAuth(1)
                .cash("900")
                .vpc(Demo.VPC, "v", "10.0.0.0/16")
                .subnet(Demo.SUBNET, "s", Demo.VPC, "10.0.0.0/24", 9)
                .rds(Rds.of(Demo.RDS)
                        .vpc(Demo.VPC)
                        .host(Demo.RDS_HOST)
                        .database(Demo.DATABASE, "utf8")
                        .grant(Demo.DATABASE, Demo.DB_USER, "rw"));
        int writes = cloud.simulator.ledger().writes();
        try (var client = clientOf("other-access", "other-secret-key")) {
            var refused = catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR));
            assertThat(refused)
                    .hasMessageContaining("account " + cloud.account.accountId())
                    .hasMessageContaining("account " + other.accountId())
                    .hasMessageContaining("Nothing was sent");
        }
        assertThat(cloud.simulator.ledger().writes()).isEqualTo(writes);
        try (var client = cloud.client()) {
            client.resume(run, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void goesOnWithAnotherKeyOfTheSameAccount() {
        RunId run = lostOrder();
        cloud.account.otherKey("second-access", "second-secret-key");
        try (var client = clientOf("second-access", "second-secret-key")) {
            client.resume(run, HOUR);
        }
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void paysNothingWhenTheCredentialsTurnIntoAnotherAccountsInMidRun() {
        cloud.simulator.account("other-access", "other-secret-key").userAuth(1).cash("900");
        var now = new Credentials[] {Credentials.of(Demo.ACCESS_KEY, Secret.of(Demo.SECRET_KEY))};
        CredentialsProvider turning = () -> Optional.of(now[0]);
        try (var client = cloud.builder(turning)
                .paymentPolicy((order, wanted) -> {
                    now[0] = Credentials.of("other-access", Secret.of("other-secret-key"));
                    return Optional.empty();
                })
                .build()) {
            var refused = catchThrowableOfType(Unfinished.class, () -> client.create(request, HOUR));
            assertThat(refused).hasMessageContaining("account " + cloud.account.accountId());
        }
        assertThat(cloud.simulator.ledger().payments()).isEmpty();
    }

    @Test
    void refusesARunThatWasBegunAtAnotherEndpoint() {
        RunId run = lostOrder();
        try (var elsewhere = new Cloud(); // its endpoint is another one
                var client = elsewhere.builder().journal(cloud.journal).build()) {
            var refused = catchThrowableOfType(Unfinished.class, () -> client.resume(run, HOUR));
            assertThat(refused).hasMessageContaining("was begun at " + cloud.simulator.endpoint());
            assertThat(elsewhere.simulator.ledger().calls()).isEmpty();
        }
    }
}
