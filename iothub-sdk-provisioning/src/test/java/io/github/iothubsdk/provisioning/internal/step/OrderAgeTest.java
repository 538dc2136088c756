package io.github.iothubsdk.provisioning.internal.step;

import static io.github.iothubsdk.provisioning.internal.step.Bench.BEFORE;
import static io.github.iothubsdk.provisioning.internal.step.Bench.START;
import static io.github.iothubsdk.provisioning.internal.step.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.provisioning.internal.flow.Claim;
import io.github.iothubsdk.provisioning.internal.flow.Snapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an order was made, beside a claim of 08:00:00 to 08:00:30, looked at long after. */
class OrderAgeTest {

    private static final Instant LAST = START.plusSeconds(30);

    private static Claim claim(boolean serviceTime) {
        return new Claim(PlaceOrder.NAME, 2, START, LAST, serviceTime, true, true, null, BEFORE);
    }

    private static OrderAge seen(Instant now) {
        return new OrderAge(claim(true), BEFORE, now);
    }

    private final OrderAge age = seen(START.plusSeconds(3600));

    @ParameterizedTest
    @CsvSource({"-5001,false", "-5000,true", "0,true", "90000,true", "90001,false"})
    void isOfTheClaimFromFiveSecondsBeforeItToAMinuteAfterItsLastCopy(long millis, boolean is) {
        assertThat(age.isOfTheClaim(order("1", START.plusMillis(millis)))).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource({"60000,true", "60001,false"})
    void isNotOfTheClaimWhenItWasMadeInTheFuture(long millis, boolean is) {
        OrderAge early = seen(START.minusSeconds(1));
        assertThat(early.isOfTheClaim(order("1", START.minusSeconds(1).plusMillis(millis))))
                .isEqualTo(is);
    }

    @Test
    void isOfNoClaimWhenItsTimeIsNotTold() {
        assertThat(age.isOfTheClaim(order("1", null))).isFalse();
        assertThat(new OrderAge(claim(false), BEFORE, LAST).isOfTheClaim(order("1", START)))
                .isFalse();
    }

    @Test
    void isOlderOnlyThanWhatTheServiceDatedLater() {
        Instant newest = START.minusSeconds(60);
        assertThat(age.isOlder(order("1", newest.minusNanos(1)))).isTrue();
        assertThat(age.isOlder(order("1", newest))).isFalse();
        assertThat(age.isOlder(order("1", null))).isFalse();
        var undated = new Snapshot(null, "old-1", null, List.of("old-1"), false, List.of());
        assertThat(new OrderAge(claim(true), undated, LAST).isOlder(order("1", newest.minusSeconds(1))))
                .isFalse();
    }
}
