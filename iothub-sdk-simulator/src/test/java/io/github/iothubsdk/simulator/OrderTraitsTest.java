package io.github.iothubsdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OrderTraitsTest {
    private final SettableClock clock = new SettableClock();
    private final SimulatorBuilder builder = Simulator.builder().clock(clock);

    private Wire wire() {
        Simulator simulator = builder.inProcess();
        simulator.demoAccount();
        return new Wire(simulator, clock);
    }

    private static JsonObject orders(Wire wire, String queryVo) throws Exception {
        return wire.post("order", "/v2/regions/cn-north-1/orders", "{\"queryVo\":" + queryVo + "}")
                .send()
                .result();
    }

    private static int count(Wire wire, String queryVo) throws Exception {
        return orders(wire, queryVo).get("totalCount").getAsInt();
    }

    private static JsonObject firstRow(Wire wire) throws Exception {
        return orders(wire, "{}").getAsJsonArray("resultList").get(0).getAsJsonObject();
    }

    private static JsonObject detail(Wire wire, String number) throws Exception {
        return wire.order(number).result().getAsJsonObject("data");
    }

    private static JsonObject item(Wire wire, String number) throws Exception {
        return detail(wire, number).getAsJsonArray("orderItemDetails").get(0).getAsJsonObject();
    }

    @Test
    void listsAnOrderLate() throws Exception {
        builder.orderListLag(Duration.ofSeconds(30));
        Wire wire = wire();
        String number = wire.buy("plant-7");
        assertThat(count(wire, "{}")).isZero();
        assertThat(wire.order(number).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(30));
        assertThat(count(wire, "{}")).isEqualTo(1);
    }

    @Test
    void knowsAnOrderLate() throws Exception {
        builder.orderLag(Duration.ofSeconds(30));
        Wire wire = wire();
        String number = wire.buy("plant-7");
        assertThat(wire.order(number).error()).isEqualTo("404 NOT_FOUND: Resource not found");
        assertThat(count(wire, "{}")).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(detail(wire, number).get("status").getAsString()).isEqualTo("PAID");
    }

    @Test
    void listsTheOldestFirst() throws Exception {
        builder.ordersOldestFirst(true);
        Wire wire = wire();
        String first = wire.buy("plant-7");
        wire.buy("plant-8");
        assertThat(firstRow(wire).get("orderNumber").getAsString()).isEqualTo(first);
    }

    @Test
    void readsTimesAsSeconds() throws Exception {
        builder.orderTimesInSeconds(true);
        Wire wire = wire();
        long placed = clock.instant().getEpochSecond();
        clock.advance(Duration.ofMillis(400));
        wire.buy("plant-7");
        assertThat(count(wire, "{\"startTime\":%d,\"endTime\":%d}".formatted(placed, placed)))
                .isEqualTo(1);
        assertThat(count(wire, "{\"startTime\":%d}".formatted(placed + 1))).isZero();
        assertThat(count(wire, "{\"startTime\":%d}".formatted(placed * 1000))).isZero();
    }

    @Test
    void listsNoMoreThanOneSpan() throws Exception {
        builder.orderSpan(Duration.ofDays(90));
        Wire wire = wire();
        long placed = clock.instant().toEpochMilli();
        wire.buy("plant-7");
        clock.advance(Duration.ofDays(100));
        wire.buy("plant-8");
        assertThat(count(wire, "{}")).isZero();
        assertThat(count(wire, "{\"startTime\":%d}".formatted(placed))).isEqualTo(1);
        assertThat(count(wire, "{\"startTime\":%d}".formatted(placed + 1))).isZero();
        assertThat(count(wire, "{\"startTime\":%d}".formatted(clock.instant().toEpochMilli())))
                .isEqualTo(1);
    }

    @Test
    void tellsTimesInAnotherZone() throws Exception {
        builder.orderZone(ZoneOffset.UTC);
        Wire wire = wire();
        String number = wire.buy("plant-7");
        assertThat(firstRow(wire).get("createTime").getAsString()).isEqualTo("2019-05-01 08:00:00");
        assertThat(detail(wire, number).get("expirationTime").getAsString()).isEqualTo("2019-05-16 08:00:00");
    }

    @Test
    void tellsTimesInIsoForm() throws Exception {
        builder.isoOrderTimes(true);
        Wire wire = wire();
        String number = wire.buy("plant-7");
        assertThat(firstRow(wire).get("payTime").getAsString()).isEqualTo("2019-05-01T08:00:00Z");
        assertThat(item(wire, number).get("createTime").getAsString()).isEqualTo("2019-05-01T08:00:00Z");
    }

    @Test
    void doesNotTellWhenAnOrderWasPlaced() throws Exception {
        builder.orderTimesUntold(true);
        Wire wire = wire();
        String number = wire.buy("plant-7");
        assertThat(firstRow(wire).has("createTime")).isFalse();
        assertThat(firstRow(wire).has("payTime")).isTrue();
        assertThat(detail(wire, number).has("createTime")).isFalse();
        assertThat(item(wire, number).has("createTime")).isFalse();
    }

    @Test
    void tellsTheDescription() throws Exception {
        builder.ordersShowDescription(true);
        Wire wire = wire();
        String number = wire.buy("plant-7");
        assertThat(item(wire, number).getAsJsonArray("extraInfo"))
                .hasToString("[{\"name\":\"description\",\"value\":\"line 7\"}]");
    }

    @Test
    void listsWhatIsNotPaidYet() throws Exception {
        builder.unpaidInstancesListed(true);
        Wire wire = wire();
        JsonObject placed = wire.create("plant-7", "t").result();
        clock.advance(Duration.ofHours(1));
        JsonObject row = wire.list().result().getAsJsonArray("instances").get(0).getAsJsonObject();
        assertThat(row.get("instanceStatus").getAsString()).isEqualTo("PREPARING");
        assertThat(row.get("progressValue").getAsInt()).isZero();
        String shown = Wire.HUB + "/" + placed.get("instanceId").getAsString();
        assertThat(wire.get("iothub", shown).send().status()).isEqualTo(200);
        clock.advance(Duration.ofDays(15));
        assertThat(wire.get("iothub", shown).send().status())
                .as("its order is canceled")
                .isEqualTo(404);
    }

    @Test
    void isStrictOrLoose() throws Exception {
        Wire strict = new Wire(furnished(builder.loose().strict()), clock);
        strict.create("plant-7", "t");
        assertThat(strict.create("plant-7", "t").status()).isEqualTo(200);
        assertThat(strict.create("plant-7", "other").status()).isEqualTo(409);
        assertThat(count(strict, "{}")).isEqualTo(1);
        Wire loose = new Wire(furnished(builder.loose()), clock);
        loose.create("plant-7", "t");
        assertThat(loose.create("plant-7", "t").status()).isEqualTo(200);
        assertThat(count(loose, "{}")).isEqualTo(2);
    }

    private static Simulator furnished(SimulatorBuilder builder) {
        Simulator simulator = builder.inProcess();
        simulator.demoAccount();
        return simulator;
    }
}
