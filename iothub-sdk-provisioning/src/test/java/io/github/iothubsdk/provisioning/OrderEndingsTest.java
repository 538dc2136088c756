package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningEvent;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Broken;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.provisioning.model.RunId;
import io.github.iothubsdk.provisioning.model.RunSummary;
import io.github.iothubsdk.provisioning.model.UnfinishedReason;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a run ends when the order is not what was hoped for; each time the ledger says what it cost. */
class OrderEndingsTest {

    /** What the simulator calls its first order at the time of the tests. */
    private static final String FIRST = "2026112216000000001";

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();

    @org.junit.jupiter.api.AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private Unfinished unfinished() {
        return catchThrowableOfType(
                Unfinished.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
    }

    private Broken broken() {
        return catchThrowableOfType(
                Broken.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
    }

    private static RunId run(io.github.iothubsdk.provisioning.model.ProvisioningException failure) {
        return failure.runId().orElseThrow();
    }

    private String onlyOrder() {
        assertThat(cloud.simulator.ledger().orders()).hasSize(1);
        return cloud.simulator.ledger().orders().get(0).number();
    }

    @Test
    void stopsAtAnOrderAboveTheCeilingNamingNumberAmountAndExpiry() {
        cloud.account.orderAmount("120.50");

        Unfinished stopped = unfinished();

        assertThat(stopped.step()).isEqualTo("ConfirmOrder");
        assertThat(stopped)
                .hasMessageContaining(onlyOrder())
                .hasMessageContaining("120.50")
                .hasMessageContaining("expires at 2026-12-07T08:00:00Z");
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @Test
    void finishesTheSameOrderWhenResumedWithAHigherCeiling() {
        cloud.account.orderAmount("120.50");
        Unfinished stopped = unfinished();

        ProvisioningResult done = client.resume(run(stopped), HOUR, Money.cny("121.00"));

        assertThat(done.paid()).isEqualTo(Money.cny("120.50"));
        assertThat(done.orderNumber()).isEqualTo(onlyOrder());
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        assertThat(cloud.account.cash()).isEqualByComparingTo("896.30");
    }

    @Test
    void stopsAgainWhenResumedWithTheSameCeiling() {
        cloud.account.orderAmount("120.50");
        Unfinished stopped = unfinished();

        Unfinished again = catchThrowableOfType(Unfinished.class, () -> client.resume(run(stopped), HOUR));

        assertThat(again.step()).isEqualTo("ConfirmOrder");
        assertThat(again).hasMessageContaining(onlyOrder());
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @Test
    void callsAFailedOrderBrokenAndPaysNothing() {
        cloud.account.nextInstance(Fate.ORDER_FAILS).orderAmount("20.00");

        Broken broken = catchThrowableOfType(
                Broken.class,
                () -> client.create(
                        Cloud.request("plant-7").spendAtMost(Money.cny("20.00")).build(), HOUR));

        assertThat(broken.whatHappened()).contains(onlyOrder(), "FAILED");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
        assertThat(cloud.account.cash()).isEqualByComparingTo("1016.80");
    }

    @Test
    void callsACancelledOrderBrokenAndSendsNoPayment() {
        cloud.account.nextInstance(Fate.ORDER_CANCELED);

        Broken broken = broken();

        assertThat(broken.whatHappened()).contains(onlyOrder(), "CANCELED");
        assertThat(broken.resumable()).isFalse();
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(client.runs())
                .extracting(RunSummary::ended)
                .containsExactly(java.util.Optional.of(RunSummary.Ending.BROKEN));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUND_PART", "REFUND_ALL", "refund_all"})
    void callsARefundedOrderBroken(String status) {
        String refunded = "{\"requestId\":\"r\",\"result\":{\"data\":{\"orderNumber\":\"" + FIRST + "\",\"status\":\""
                + status + "\",\"actualFee\":0,\"paidFee\":12.30,\"orderItemDetails\":[]}}}";
        cloud.simulator.faults().on(Route.QUERY_ORDER).always().odd(refunded, 200);

        Broken broken = broken();

        assertThat(broken.whatHappened()).contains(status);
        assertThat(broken.remedy()).contains("12.30");
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @Test
    void doesNotPayAnOrderThatIsAboutToExpire() {
        cloud.account.orderLifetime(Duration.ofSeconds(90));

        Broken broken = broken();

        assertThat(broken.whatHappened()).contains(onlyOrder(), "expires at 2026-11-22T08:01:30Z");
        assertThat(broken.remedy()).contains("By its record CNY 0.00 was paid");
        assertThat(broken.resumable()).isFalse();
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @Test
    void sendsNoPaymentForAnOrderThatTheServicePaysByItself() {
        cloud.account.autoPaid(true);

        ProvisioningResult done = client.create(Cloud.request("plant-7").build(), HOUR);

        assertThat(done.orderNumber()).isEqualTo(onlyOrder());
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void warnsOfAnOrderAboveTheCeilingThatTheServicePaysByItself() {
        cloud.account.autoPaid(true).orderAmount("30.00");

        ProvisioningResult done = client.create(Cloud.request("plant-7").build(), HOUR);

        assertThat(done.paid()).isEqualTo(Money.cny("30.00"));
        assertThat(cloud.events)
                .filteredOn(ProvisioningEvent.Warned.class::isInstance)
                .anySatisfy(event -> assertThat(event.toString()).contains(onlyOrder(), "30.00"));
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void asksThePaymentPolicyOfTheCallerBeforeItPays() {
        try (var strict = cloud.builder()
                .paymentPolicy(
                        (order, request) -> java.util.Optional.of("the budget of " + request.name() + " is gone"))
                .build()) {
            Unfinished stopped = catchThrowableOfType(
                    Unfinished.class,
                    () -> strict.create(Cloud.request("plant-7").build(), HOUR));

            assertThat(stopped.lastSeen()).contains("the budget of plant-7 is gone");
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
        }
    }

    @Test
    void paysNoOrderThatDoesNotSayWhatItCosts() {
        cloud.simulator
                .faults()
                .on(Route.QUERY_ORDER)
                .odd(
                        "{\"requestId\":\"r\",\"result\":{\"data\":{\"orderNumber\":\"" + FIRST
                                + "\",\"status\":\"NO_PAY\"}}}",
                        200);

        Unfinished stopped = unfinished();

        assertThat(stopped)
                .hasMessageContaining("does not say what it costs")
                .returns(UnfinishedReason.ORDER_NOT_PAYABLE, Unfinished::reason);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
        client.resume(run(stopped), HOUR);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }
}
