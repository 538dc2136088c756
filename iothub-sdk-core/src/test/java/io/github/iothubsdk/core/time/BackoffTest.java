package io.github.iothubsdk.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration YEARS = Duration.ofDays(365L * 1000);

    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = Backoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(5));
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(backoff::after).map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
    }

    @Test
    void staysAtTheLongestHoweverOftenItFailed() {
        Backoff backoff = Backoff.doubling(Duration.ofMillis(1), Duration.ofHours(1));
        assertThat(backoff.after(64)).hasHours(1);
        assertThat(backoff.after(Integer.MAX_VALUE)).hasHours(1);
        assertThat(Backoff.doubling(Duration.ofNanos(1), Duration.ofHours(1)).after(60))
                .hasHours(1);
    }

    @Test
    void doesNotOverflow() {
        assertThat(Backoff.doubling(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofHours(1))
                        .after(9))
                .hasHours(1);
        assertThat(Backoff.constant(YEARS).jittered().after(1)).isBetween(Duration.ZERO, YEARS);
    }

    @Test
    void takesAnAttemptBelowOneForTheFirst() {
        Backoff backoff = Backoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(5));
        assertThat(backoff.after(0)).hasMillis(200);
        assertThat(backoff.after(Integer.MIN_VALUE)).hasMillis(200);
    }

    @Test
    void jittersOverTheWholeRange() {
        Backoff backoff = Backoff.constant(Duration.ofMillis(100)).jittered();
        var statistics = IntStream.range(0, 20_000)
                .mapToLong(i -> backoff.after(1).toNanos())
                .summaryStatistics();
        assertThat(statistics.getMin()).isBetween(0L, 2_000_000L);
        assertThat(statistics.getMax()).isBetween(98_000_000L, 100_000_000L);
        assertThat(statistics.getAverage()).isBetween(48_000_000.0, 52_000_000.0);
    }

    @Test
    void jittersNothingToNothing() {
        assertThat(Backoff.constant(Duration.ZERO).jittered().after(1)).isZero();
    }
}
