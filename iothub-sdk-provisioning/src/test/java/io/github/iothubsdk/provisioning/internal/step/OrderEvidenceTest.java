package io.github.iothubsdk.provisioning.internal.step;

import static io.github.iothubsdk.provisioning.internal.step.Bench.NAME;
import static io.github.iothubsdk.provisioning.internal.step.Bench.START;
import static io.github.iothubsdk.provisioning.internal.step.Wire.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import io.github.iothubsdk.provisioning.internal.flow.StepContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked in order to find out whether an order exists, and what that proves. */
class OrderEvidenceTest {

    private static final Snapshot NONE = new Snapshot(null, null, null, List.of(), false, List.of());

    private final Bench bench = new Bench();
    private final Wire wire = new Wire(bench);
    private final OrderEvidence evidence = new OrderEvidence(wire.orderApi, wire.instanceApi);
    private final StepContext context = bench.turn();

    private static Claim claim(@Nullable Snapshot before) {
        return new Claim(PlaceOrder.NAME, 1, START, START, true, true, false, null, before);
    }

    private Finding look(@Nullable Snapshot before) {
        return evidence.look(context, claim(before));
    }

    private static void isNothing(Finding finding, boolean proved) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Nothing.class,
                        nothing -> assertThat(nothing.proved()).isEqualTo(proved));
    }

    private static void isOurs(Finding finding, String number) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Ours.class, ours -> assertThat(ours.number()).isEqualTo(number));
    }

    private static Snapshot before(@Nullable Instant from, String... orders) {
        return new Snapshot(from, orders[0], START.minusSeconds(3600), List.of(orders), false, List.of());
    }

    private void old(String... numbers) {
        for (String number : numbers) {
            wire.order(
                    number,
                    "PAID",
                    START.minusSeconds(3600),
                    item("i-" + number, "warehouse"),
                    "\"serviceName\":\"VM\"");
        }
    }

    @Test
    void provesNothingWithoutKnowingWhatWasThereBefore() {
        assertThat(look(null)).isInstanceOf(Finding.Unclear.class);
        assertThat(wire.asked).isEmpty();
    }

    @Test
    void findsTheNewOrderAndLooksCloselyOnlyAtThat() {
        old("old-1", "old-2");
        wire.order("2026", "NO_PAY", START, item("i-7", NAME));
        isOurs(look(before(null, "old-1", "old-2")), "2026");
        assertThat(wire.asked("GET /order/")).isOne();
    }

    @Test
    void asksForTheTimeSinceTooUnlessAFewOrdersAreSurelyAll() {
        old("1", "2", "3", "4", "5", "6", "7", "8", "9");
        isNothing(look(before(null, "1", "2", "3", "4", "5", "6", "7", "8", "9")), true);
        assertThat(wire.asked("POST /orders in a span")).isZero();
        old("10");
        isNothing(look(before(null, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")), true);
        assertThat(wire.asked("POST /orders in a span")).isPositive();
    }

    @Test
    void asksForTheTimeSinceWhereNoneOrOnlyASpanWasSeen() {
        isNothing(look(NONE), true);
        assertThat(wire.asked("POST /orders in a span")).isPositive();
        wire.asked.clear();
        old("old-1");
        isNothing(look(before(START.minusSeconds(7200), "old-1")), true);
        assertThat(wire.asked("POST /orders in a span")).isGreaterThan(1);
        assertThat(wire.asked("POST /orders")).isEqualTo(wire.asked("POST /orders in a span"));
    }

    /** A service may show nothing without a span, and say nothing of it. */
    @Test
    void findsWhatOnlyTheTimeSinceShows() {
        wire.order("2026", "NO_PAY", START, item("i-7", NAME));
        wire.withoutSpan = List.of();
        isOurs(look(NONE), "2026");
    }

    @Test
    void provesNothingByAQueryThatDoesNotShowTheControl() {
        old("old-1");
        isNothing(look(before(null, "old-2")), false);
        isNothing(look(before(null, "old-1")), true);
    }

    /** Each instance was ordered once: a list of orders without any is blind. */
    @Test
    void provesNothingByAnEmptyListBesideInstances() {
        isNothing(look(NONE), true);
        wire.instance("i-1", "warehouse", "RUNNING");
        isNothing(look(NONE), false);
        old("old-1");
        isNothing(look(NONE), true);
    }

    @Test
    void asksOnceForWhatAnOrderIsFor() {
        wire.order("2026", "NO_PAY", START, item("i-8", "warehouse"));
        isNothing(look(NONE), true);
        isNothing(look(NONE), true);
        assertThat(wire.asked("GET /order/")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"'',warehouse", "i-8,''", "'',''"})
    void asksAgainForWhatIsNotToldInFull(String id, String name) {
        wire.order("2026", "NO_PAY", START, item(id, name));
        look(NONE);
        look(NONE);
        assertThat(wire.asked("GET /order/")).isEqualTo(2);
    }

    @Test
    void asksAgainForAnOrderWithoutItems() {
        wire.order("2026", "NO_PAY", START, "", "\"serviceName\":\"VM\"");
        look(NONE);
        look(NONE);
        assertThat(wire.asked("GET /order/")).isEqualTo(2);
    }

    @Test
    void asksOnceForAnotherProductsOrderThoughItTellsLittle() {
        wire.order("2026", "NO_PAY", START, item("", ""), "\"serviceName\":\"VM\"");
        look(NONE);
        look(NONE);
        assertThat(wire.asked("GET /order/")).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void looksAtAHundredOrdersInOneLookAndAtTheRestInTheNext(int many) {
        for (int i = 0; i < many; i++) {
            wire.order("n" + i, "PAID", START, item("i-" + i, "warehouse"));
        }
        if (many > 100) {
            assertThat(catchThrowableOfType(ApiException.Unreachable.class, () -> look(NONE)))
                    .hasMessageContaining("101 orders may be this one; 1 of them are still to be looked at");
            assertThat(wire.asked("GET /order/")).isEqualTo(100);
        }
        isNothing(look(NONE), true);
        assertThat(wire.asked("GET /order/")).isEqualTo(many);
    }

    @Test
    void isUnclearAboutAnOrderThatIsListedAndCannotBeLookedAt() {
        wire.order("2026", "NO_PAY", START, item("i-7", NAME));
        wire.refused.put("GET /order/", "404 NOT_FOUND");
        assertThat(look(NONE).told()).contains("order 2026, which is listed and cannot be looked at");
        wire.refused.put("GET /order/", "403 HTTP_FORBIDDEN");
        assertThat(look(NONE)).isInstanceOf(Finding.Unclear.class);
        wire.refused.put("GET /order/", "503 UNAVAILABLE");
        assertThat(catchThrowableOfType(ApiException.Rejected.class, () -> look(NONE)))
                .isNotNull();
    }

    /** An instance of the name may be an older order's, which is looked at only for that. */
    @Test
    void explainsAnInstanceByAnOlderOrderOfItsProduct() {
        wire.order("old-1", "PAID", START.minusSeconds(3600), item("i-7", NAME));
        old("old-2");
        wire.instance("i-7", NAME, "BUILDING");
        isNothing(look(before(null, "old-1", "old-2")), true);
        assertThat(wire.asked("GET /order/old-1")).isOne();
        assertThat(wire.asked("GET /order/old-2")).isZero();
        isNothing(look(before(null, "old-1", "old-2")), true);
        assertThat(wire.asked("GET /order/old-1")).isOne();
        wire.instance("i-8", NAME, "BUILDING");
        assertThat(look(before(null, "old-1", "old-2")).told()).contains("instance i-8 of this name, without an order");
    }
}
