package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String ORDERS = "/v2/regions/cn-north-1/orders";

    private final SettableClock clock = new SettableClock();
    private final Simulator simulator = Simulator.builder().clock(clock).start();
    private final Account demo = simulator.demoAccount();
    private final Wire wire = new Wire(simulator, clock);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String create() throws Exception {
        return wire.create("plant-7", "token-7").result().get("orderNumber").getAsString();
    }

    private JsonObject order(String number) throws Exception {
        return wire.order(number).result().getAsJsonObject("data");
    }

    private String status(String number) throws Exception {
        return order(number).get("status").getAsString();
    }

    @Test
    void describesAnUnpaidPostPaidOrderWithItsItem() throws Exception {
        JsonObject order = order(create());
        assertThat(order.get("status").getAsString()).isEqualTo("NO_PAY");
        assertThat(order.get("payType").getAsString()).isEqualTo("POST_PAID");
        assertThat(order.get("chargeMode").getAsString()).isEqualTo("FLOW");
        assertThat(order.get("actualFee")).hasToString("0");
        assertThat(order.get("createTime").getAsString()).isEqualTo("2019-05-01 16:00:00");
        assertThat(order.get("expirationTime").getAsString()).isEqualTo("2019-05-16 16:00:00");
        assertThat(order.get("payTime").isJsonNull()).isTrue();
        JsonObject item = order.getAsJsonArray("orderItemDetails").get(0).getAsJsonObject();
        assertThat(item.get("itemName").getAsString()).isEqualTo("plant-7");
        assertThat(item.get("itemId").getAsString()).startsWith("iothub-");
        assertThat(item.get("status").getAsString()).isEqualTo("CREATING");
    }

    @Test
    void leavesTheItemsOutUnlessAsked() throws Exception {
        String number = create();
        assertThat(wire.get("order", "/v2/regions/cn-north-1/order/" + number)
                        .send()
                        .result()
                        .getAsJsonObject("data")
                        .getAsJsonArray("orderItemDetails"))
                .isEmpty();
    }

    @Test
    void paysOnlyWhenAutoPayIsTrue() throws Exception {
        String number = create();
        String target = "/v2/regions/cn-north-1/order/" + number + ":pay";
        assertThat(wire.post("order", target, "{\"autoPay\":false}").send().status())
                .isEqualTo(200);
        assertThat(status(number)).isEqualTo("NO_PAY");
        assertThat(wire.post("order", target, "{\"autoPay\":true,\"regionId\":\"cn-north-1\"}")
                        .send()
                        .result())
                .hasToString("{\"orderNumber\":\"" + number + "\",\"autoPay\":true}");
        assertThat(status(number)).isEqualTo("PAID");
    }

    @Test
    void neverTakesMoneyTwice() throws Exception {
        demo.orderAmount("99.90");
        String number = create();
        wire.pay(number);
        assertThat(wire.pay(number).error()).isEqualTo("400 FAILED_PRECONDITION: order has been paid");
        assertThat(simulator.ledger().payments()).hasSize(1);
        assertThat(demo.cash()).isEqualByComparingTo("916.90");
    }

    @Test
    void wantsStrictlyMoreThanThePayableAmount() throws Exception {
        demo.orderAmount("50.00").cash("30.00").coupons("20.00");
        String number = create();
        assertThat(wire.pay(number).error()).isEqualTo("400 FAILED_PRECONDITION: insufficient balance");
        demo.cash("30.01");
        wire.pay(number);
        assertThat(status(number)).isEqualTo("PAID");
        assertThat(demo.coupons()).isEqualByComparingTo("0");
        assertThat(demo.cash()).isEqualByComparingTo("0.01");
        assertThat(order(number).get("favorableFee")).hasToString("20.00");
    }

    @Test
    void canAnswerAnUnaffordablePaymentAsIfItHadWorked() throws Exception {
        demo.orderAmount("50.00").cash("1").payRule(PayRule.LEFT_UNPAID);
        String number = create();
        assertThat(wire.pay(number).status()).isEqualTo(200);
        assertThat(status(number)).isEqualTo("NO_PAY");
        assertThat(simulator.ledger().payments()).isEmpty();
    }

    @Test
    void cancelsAnOrderThatNobodyPaidInTime() throws Exception {
        demo.orderLifetime(Duration.ofHours(1));
        String number = create();
        clock.advance(Duration.ofHours(1));
        assertThat(status(number)).isEqualTo("CANCELED");
        assertThat(wire.pay(number).error()).isEqualTo("400 FAILED_PRECONDITION: order has been canceled");
    }

    @Test
    void canPayWithTheCreateItself() throws Exception {
        demo.autoPaid(true);
        assertThat(status(create())).isEqualTo("PAID");
        assertThat(simulator.ledger().payments()).hasSize(1);
    }

    @Test
    void findsOrdersByTimeAndStatusNewestFirstWithoutTheirItems() throws Exception {
        String first = create();
        clock.advance(Duration.ofMinutes(1));
        long between = clock.instant().toEpochMilli();
        String second = wire.buy("plant-8");

        JsonObject all = orders("{}");
        assertThat(all.getAsJsonArray("resultList")).hasSize(2);
        assertThat(all.get("totalPage").getAsInt()).isEqualTo(1);
        JsonObject newest = all.getAsJsonArray("resultList").get(0).getAsJsonObject();
        assertThat(newest.get("orderNumber").getAsString()).isEqualTo(second);
        assertThat(newest.has("orderItemDetails")).isFalse();
        assertThat(orders("{\"startTime\":" + between + "}").toString())
                .contains(second)
                .doesNotContain(first);
        assertThat(orders("{\"endTime\":" + (between - 1) + "}").toString())
                .contains(first)
                .doesNotContain(second);
        assertThat(orders("{\"status\":\"PAID\"}").get("totalCount").getAsInt()).isEqualTo(1);
    }

    private JsonObject orders(String queryVo) throws Exception {
        return wire.post("order", ORDERS, "{\"queryVo\":" + queryVo + "}")
                .send()
                .result();
    }

    @Test
    void answersNotFoundForSomebodyElsesOrder() throws Exception {
        String number = create();
        simulator.account("AK", "SK");
        assertThat(new Wire(simulator, clock, "AK", "SK").order(number).error()).startsWith("404 NOT_FOUND");
        assertThat(wire.post("order", ORDERS, "{}").send().error())
                .isEqualTo("400 INVALID_ARGUMENT: Request field queryVo is missing.");
    }
}
