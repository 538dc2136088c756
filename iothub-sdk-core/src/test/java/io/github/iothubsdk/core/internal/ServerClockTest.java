package io.github.iothubsdk.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.support.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerClockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime timeSource = new VirtualTime();
    private final ServerClock clock = new ServerClock(timeSource);
    private final Instant start = timeSource.now();

    private void answer(Duration ahead) {
        answer(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                timeSource.now().plus(ahead).atOffset(ZoneOffset.UTC)));
    }

    private void answer(String date) {
        clock.note(new HttpResponse(200, Map.of("date", date), new byte[0]));
        timeSource.advance(SECOND);
    }

    @Test
    void goesByThisMachineUntilAnAnswerTellsTheTime() {
        assertThat(clock.now()).isEqualTo(start);
        answer("yesterday, about noon");
        assertThat(clock.now()).isEqualTo(timeSource.now());
        assertThat(clock.ahead()).isEmpty();
        assertThat(clock.isTrusted()).isFalse();
    }

    /** A header may have a quarter of a megabyte, and nine of them are kept. */
    @Test
    void doesNotKeepADateThatIsTooLongToBeOne() {
        answer(Duration.ofMinutes(7));
        answer("Sun, 22 Nov 2026 08:00:00 GMT" + " ".repeat(100_000));
        answer(Duration.ofMinutes(7));
        assertThat(clock).extracting("newestLast").asString().hasSizeLessThan(1_000);
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void isTrustedWhenTwoAnswersAgree() {
        answer(Duration.ofMinutes(7));
        assertThat(clock.isTrusted()).isFalse();
        answer(Duration.ofMinutes(7));
        assertThat(clock.isTrusted()).isTrue();
        assertThat(clock.now()).isEqualTo(timeSource.now().plus(Duration.ofMinutes(7)));
        assertThat(clock.ahead()).contains(Duration.ofMinutes(-7));
    }

    @Test
    void isNotMovedByOneOddDateNorByGarbage() {
        for (int i = 0; i < 3; i++) {
            answer(Duration.ZERO);
        }
        answer(Duration.ofSeconds(70));
        answer("Thu, 99 Foo 2026 08:00:00 GMT");
        assertThat(clock.now()).isEqualTo(timeSource.now());
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void takesTheEarlierOfTwo() {
        answer(Duration.ofSeconds(70));
        answer(Duration.ZERO);
        assertThat(clock.now()).isEqualTo(timeSource.now());
    }

    @Test
    void trustsNoTimeThatTheAnswersDoNotAgreeOn() {
        for (int i = 0; i < 6; i++) {
            answer(Duration.ofMinutes(i));
        }
        assertThat(clock.isTrusted()).isFalse();
    }

    @Test
    void followsServersWhoseClockWasSet() {
        for (int i = 0; i < 9; i++) {
            answer(Duration.ZERO);
        }
        for (int i = 0; i < 9; i++) {
            answer(Duration.ofMinutes(2));
        }
        assertThat(clock.now()).isEqualTo(timeSource.now().plus(Duration.ofMinutes(2)));
    }

    @Test
    void beginsAnewAfterTheMachineWasSuspended() {
        for (int i = 0; i < 9; i++) {
            answer(Duration.ZERO);
        }
        timeSource.jump(Duration.ofHours(1)); // the wall clock went on, the monotonic one stood still
        answer(Duration.ZERO);
        assertThat(clock.now()).isEqualTo(timeSource.now());
        assertThat(clock.isTrusted()).isFalse();
    }
}
