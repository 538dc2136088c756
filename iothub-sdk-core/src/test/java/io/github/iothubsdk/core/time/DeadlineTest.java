package io.github.iothubsdk.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.support.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final VirtualTime timeSource = new VirtualTime();

    @Test
    void countsDownToZeroAndNoFurther() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), timeSource);
        assertThat(deadline.remaining()).hasSeconds(10);
        timeSource.advance(Duration.ofSeconds(9));
        assertThat(deadline.remaining()).hasSeconds(1);
        assertThat(deadline.passed()).isFalse();
        timeSource.advance(Duration.ofSeconds(1));
        assertThat(deadline.passed()).isTrue();
        timeSource.advance(Duration.ofDays(1));
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void hasPassedWhenTheBudgetIsNegative() {
        assertThat(Deadline.in(Duration.ofSeconds(-1), timeSource).passed()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(Long.MIN_VALUE), timeSource).remaining())
                .isZero();
    }

    @Test
    void isCutToAYear() {
        assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE), timeSource).remaining())
                .hasDays(365);
    }

    @Test
    void survivesAClockThatWrapsAround() {
        VirtualTime wrapping = new VirtualTime(Long.MAX_VALUE - 5);
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), wrapping);
        assertThat(deadline.remaining()).hasSeconds(10);
        wrapping.advance(Duration.ofSeconds(4));
        assertThat(deadline.remaining()).hasSeconds(6);
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void givesTheShorterOfTheTwo() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), timeSource);
        assertThat(deadline.atMost(Duration.ofSeconds(3))).hasSeconds(3);
        assertThat(deadline.atMost(Duration.ofSeconds(30))).hasSeconds(10);
    }
}
