package io.github.iothubsdk.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.provisioning.model.CreateInstanceRequest;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.ProvisioningException.Unfinished;
import io.github.iothubsdk.provisioning.model.ProvisioningResult;
import io.github.iothubsdk.simulator.Fate;
import io.github.iothubsdk.simulator.Ledger;
import io.github.iothubsdk.simulator.PayRule;
import io.github.iothubsdk.simulator.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an order that cannot be paid at once, and to one whose answer says too little. */
class PaymentEndingsTest {

    private static final Duration HOUR = Duration.ofMinutes(60);

    private final Cloud cloud = Cloud.inProcess();
    private final ProvisioningClient client = cloud.client();

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    private static CreateInstanceRequest costly() {
        return Cloud.request("plant-7").spendAtMost(Money.cny("500.00")).build();
    }

    @ParameterizedTest
    @EnumSource(PayRule.class)
    void keepsAnOrderThatTheBalanceDoesNotCoverAndPaysItOnceAfterATopUp(PayRule rule) {
        cloud.account.cash("60.00").orderAmount("100.00").payRule(rule);

        Unfinished short_ = catchThrowableOfType(Unfinished.class, () -> client.create(costly(), HOUR));

        String number = cloud.simulator.ledger().orders().get(0).number();
        assertThat(short_.step()).isEqualTo("PayOrder");
        assertThat(short_).hasMessageContaining(number).hasMessageContaining("balance");
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");

        cloud.account.cash("200.00");
        ProvisioningResult done = client.resume(short_.runId().orElseThrow(), HOUR, Money.cny("500.00"));

        assertThat(done.orderNumber()).isEqualTo(number);
        assertThat(done.paid()).isEqualTo(Money.cny("100.00"));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        assertThat(cloud.account.cash()).isEqualByComparingTo("100.00");
    }

    @Test
    void waitsForAnOrderThatIsBeingSettledAndNeverPaysItAgain() {
        cloud.account.nextInstance(Fate.STUCK_DEALING);

        Unfinished stuck = catchThrowableOfType(Unfinished.class, () -> client.create(costly(), HOUR));

        assertThat(stuck.step()).isEqualTo("PayOrder");
        assertThat(stuck.lastSeen()).contains("DEALING");
        Unfinished later = catchThrowableOfType(
                Unfinished.class, () -> client.resume(stuck.runId().orElseThrow(), HOUR));
        assertThat(later.lastSeen()).contains("DEALING");
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @Test
    void goesOnWhenAnOrderIsPaidInTheConsoleWhileTheRunIsStopped() {
        cloud.account.orderAmount("100.00");
        Unfinished stopped = catchThrowableOfType(
                Unfinished.class, () -> client.create(Cloud.request("plant-7").build(), HOUR));
        String number = cloud.simulator.ledger().orders().get(0).number();
        String paid = "{\"requestId\":\"r\",\"result\":{\"data\":{\"orderNumber\":\"" + number
                + "\",\"status\":\"PAID\",\"actualFee\":100.00,\"paidFee\":100.00}}}";
        cloud.simulator.faults().on(Route.QUERY_ORDER).always().odd(paid, 200);

        Unfinished waiting = catchThrowableOfType(
                Unfinished.class, () -> client.resume(stopped.runId().orElseThrow(), HOUR));

        assertThat(waiting.step()).isEqualTo("AwaitInstance");
        assertThat(cloud.simulator.ledger().calls(Route.PAY_ORDER)).isEmpty();
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 0 payments, 0 instances");
    }

    @Test
    void findsTheOrderWhoseNumberTheAnswerDidNotSay() {
        cloud.simulator.orderField("reference");

        ProvisioningResult done = client.create(Cloud.request("plant-7").build(), HOUR);

        assertThat(done.orderNumber())
                .isEqualTo(cloud.simulator.ledger().orders().get(0).number());
        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderNumber", "orderId", "orderNum", "orderNo", "buyId"})
    void readsTheOrderNumberUnderEveryNameThatSiblingProductsUse(String field) {
        cloud.simulator.orderField(field);

        client.create(Cloud.request("plant-7").build(), HOUR);

        assertThat(cloud.simulator.ledger().calls(Route.QUERY_ORDERS)).hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"requestId\":\"r\",\"result\":{}}", "{\"requestId\":\"r\",\"result\":{\"instanceId\":\"\"}}"})
    void ordersOnceWhenAnAnswerOfNothingComesAfterTheEffect(String answer) {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().odd(answer, 200);

        client.create(Cloud.request("plant-7").build(), HOUR);

        assertThat(cloud.simulator.ledger().calls(Route.CREATE_INSTANCE)).hasSize(1);
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void ordersAfterTheQuietPeriodWhenAnAnswerOfNothingCameWithoutEffect() {
        cloud.simulator.faults().on(Route.CREATE_INSTANCE).odd("{\"requestId\":\"r\",\"result\":{}}", 200);

        client.create(Cloud.request("plant-7").build(), HOUR);

        var sent = cloud.simulator.ledger().calls(Route.CREATE_INSTANCE);
        assertThat(sent).hasSize(2);
        assertThat(Duration.between(sent.get(0).at(), sent.get(1).at())).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
    }

    @Test
    void asksTheOrderForTheInstanceIdThatTheAnswerDidNotSay() {
        String answer = "{\"requestId\":\"r\",\"result\":{\"orderNumber\":\"%s\"}}";
        try (var twin = Cloud.inProcess();
                var other = twin.client()) {
            // The first order number of a fresh simulator is always the same one.
            other.create(Cloud.request("plant-7").build(), HOUR);
            String number = twin.simulator.ledger().orders().get(0).number();
            cloud.simulator.faults().on(Route.CREATE_INSTANCE).afterEffect().odd(answer.formatted(number), 200);

            ProvisioningResult done = client.create(Cloud.request("plant-7").build(), HOUR);

            Ledger.Order order = cloud.simulator.ledger().orders().get(0);
            assertThat(order.number()).isEqualTo(number);
            assertThat(done.instance().id()).isEqualTo(order.instanceId());
            assertThat(cloud.ledger()).isEqualTo("ledger: 1 order, 1 payment, 1 instance RUNNING");
        }
    }
}
