package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColleagueTest {
    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).inProcess();
    private final Account demo = simulator.demoAccount();
    private final Colleague colleague = demo.colleague();
    private final Wire wire = new Wire(simulator, clock);

    private JsonObject order(ColleagueOrder order) throws Exception {
        return wire.order(order.number()).result().getAsJsonObject("data");
    }

    private JsonObject item(ColleagueOrder order) throws Exception {
        return order(order).getAsJsonArray("orderItemDetails").get(0).getAsJsonObject();
    }

    private int listed() throws Exception {
        return wire.list().result().getAsJsonArray("instances").size();
    }

    private String lastLine() {
        List<String> lines = simulator.ledger().lines();
        return lines.get(lines.size() - 1);
    }

    @Test
    void ordersAsACallerWouldWithoutAToken() throws Exception {
        ColleagueOrder theirs = colleague.order("plant-7");
        assertThat(theirs.status()).isEqualTo("NO_PAY");
        assertThat(order(theirs).get("serviceName").getAsString()).isEqualTo("IoT Hub");
        assertThat(order(theirs).get("actualFee")).hasToString("0");
        assertThat(item(theirs).get("itemName").getAsString()).isEqualTo("plant-7");
        assertThat(item(theirs).get("itemId").getAsString()).isEqualTo(theirs.instanceId());
        Ledger.Order row = simulator.ledger().orders().get(0);
        assertThat(row.colleague()).isTrue();
        assertThat(row.clientToken()).isNull();
        assertThat(row.account()).isEqualTo(Demo.ACCESS_KEY);
    }

    @Test
    void ordersWithHisOwnNetworkAndText() throws Exception {
        colleague
                .network("vpc-x", "subnet-x")
                .description("not yours")
                .order("a")
                .pay();
        clock.advance(Duration.ofHours(1));
        JsonObject row = wire.list().result().getAsJsonArray("instances").get(0).getAsJsonObject();
        assertThat(row.get("vpcId").getAsString()).isEqualTo("vpc-x");
        assertThat(row.get("subnetId").getAsString()).isEqualTo("subnet-x");
        assertThat(row.get("description").getAsString()).isEqualTo("not yours");
        assertThat(row.get("instanceStatus").getAsString()).isEqualTo("RUNNING");
        colleague.network(Demo.VPC, Demo.SUBNET).region("cn-east-2").order("b").pay();
        assertThat(listed()).isEqualTo(1);
    }

    @Test
    void cannotTakeANameThatIsOpenUnlessNamesMayRepeat() throws Exception {
        wire.create("plant-7", "t");
        assertThatIllegalStateException().isThrownBy(() -> colleague.order("plant-7"));
        colleague.region("cn-east-2").order("plant-7");
        assertThat(simulator.ledger().orders()).hasSize(2);
        Simulator loose = Simulator.builder().clock(clock).uniqueNames(false).inProcess();
        Colleague other = loose.demoAccount().colleague();
        other.order("plant-7");
        other.order("plant-7");
        assertThat(loose.ledger().orders()).hasSize(2);
    }

    @Test
    void occupiesANameUntilItIsFreeAgain() throws Exception {
        ColleagueOrder theirs = colleague.order("plant-7");
        assertThat(wire.create("plant-7", "t").status()).isEqualTo(409);
        theirs.cancel();
        assertThat(wire.create("plant-7", "t").status()).isEqualTo(200);
    }

    @Test
    void ordersFromOtherServicesOrUntoldOnes() throws Exception {
        wire.create("plant-7", "t");
        ColleagueOrder machine =
                colleague.service("Virtual Machine").order("plant-7").pay();
        assertThat(order(machine).get("serviceName").getAsString()).isEqualTo("Virtual Machine");
        assertThat(machine.instanceId()).startsWith("i-");
        clock.advance(Duration.ofHours(1));
        assertThat(listed()).isZero();
        assertThat(item(machine).get("status").getAsString()).isEqualTo("SUCCESS");
        ColleagueOrder untold = colleague.service("").order("b").pay();
        assertThat(order(untold).has("serviceName")).isFalse();
        assertThat(listed()).isEqualTo(1);
    }

    @Test
    void canLeaveTheNameOut() throws Exception {
        assertThat(item(colleague.nameless().order("plant-7")).has("itemName")).isFalse();
    }

    @Test
    void placesManyOrdersOfOtherNames() {
        assertThat(colleague.orders(30)).hasSize(30);
        colleague.orders(10);
        assertThat(simulator.ledger().orders())
                .hasSize(40)
                .extracting(Ledger.Order::instanceName)
                .doesNotHaveDuplicates()
                .contains("colleague-1", "colleague-40");
    }

    @Test
    void paysFromTheAccount() throws Exception {
        ColleagueOrder theirs = colleague.amount("16.80").order("plant-7").pay();
        assertThat(demo.cash()).isEqualByComparingTo("1000");
        assertThat(theirs.status()).isEqualTo("PAID");
        assertThat(order(theirs).get("payType").getAsString()).isEqualTo("PRE_PAID");
        assertThatIllegalStateException().isThrownBy(theirs::pay).withMessageContaining("is PAID");
        assertThatIllegalStateException().isThrownBy(theirs::cancel);
        assertThatIllegalStateException().isThrownBy(colleague.amount("1000").order("b")::pay);
    }

    @Test
    void isRefunded() throws Exception {
        ColleagueOrder part = colleague.amount("10").order("a").refundPart();
        ColleagueOrder all = colleague.order("b").refundAll();
        assertThat(order(part).get("status").getAsString()).isEqualTo("REFUND_PART");
        assertThat(order(part).get("refundFee")).hasToString("5.00");
        assertThat(order(all).get("status").getAsString()).isEqualTo("REFUND_ALL");
        assertThat(order(all).get("refundFee")).hasToString("10");
        assertThat(demo.cash()).isEqualByComparingTo("1011.80");
        assertThat(listed()).isEqualTo(1);
        part.refundAll();
        assertThat(demo.cash()).isEqualByComparingTo("1016.80");
        assertThat(listed()).isZero();
        assertThat(wire.pay(all.number()).error()).isEqualTo("400 FAILED_PRECONDITION: order has been refunded");
        assertThatIllegalStateException().isThrownBy(all::refundPart);
    }

    @Test
    void failsPaidOrNot() throws Exception {
        assertThat(order(colleague.order("a").fail()).get("status").getAsString())
                .isEqualTo("FAILED");
        ColleagueOrder paid = colleague.order("b").pay().fail();
        assertThat(item(paid).get("status").getAsString()).isEqualTo("FAIL");
        assertThat(listed()).isZero();
        assertThatIllegalStateException().isThrownBy(paid::fail);
    }

    @Test
    void tellsWhoPaidWhoseOrder() throws Exception {
        ColleagueOrder own = colleague.order("a").pay();
        ColleagueOrder wrong = colleague.order("b");
        wire.pay(wrong.number());
        wire.buy("plant-7");
        Ledger ledger = simulator.ledger();
        assertThat(ledger.payments()).extracting(Ledger.Payment::byCaller).containsExactly(false, true, true);
        assertThat(ledger.payments().get(0).orderNumber()).isEqualTo(own.number());
        assertThat(ledger.paymentsOfColleagueOrders())
                .extracting(Ledger.Payment::orderNumber)
                .containsExactly(wrong.number());
    }

    @Test
    void isCountedBesideTheCallers() throws Exception {
        wire.buy("plant-7");
        colleague.order("a").pay();
        colleague.order("b");
        assertThat(lastLine())
                .isEqualTo("ledger: 1 order, 1 payment, 2 instances PREPARING, and of colleagues: 2 orders, 1 payment");
    }
}
