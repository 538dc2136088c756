package io.github.iothubsdk.core;

import static java.util.Objects.requireNonNull;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.time.Backoff;
import java.time.Duration;

/**
 * How often a read is sent, and how long to wait in between.
 *
 * @param attempts sends in all, at least 1
 * @param backoff the wait after each that failed
 */
public record RetryPolicy(int attempts, Backoff backoff) {

    /** Checks the bounds. */
    public RetryPolicy {
        requireNonNull(backoff, "backoff");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }

    /** Up to 5 sends, waiting up to 0.2 s, 0.4 s, 0.8 s and 1.6 s with full jitter. */
    public static RetryPolicy standard() {
        return new RetryPolicy(
                5,
                Backoff.doubling(Duration.ofMillis(200), Duration.ofSeconds(5)).jittered());
    }

    /** One send only. */
    public static RetryPolicy none() {
        return new RetryPolicy(1, Backoff.constant(Duration.ZERO));
    }

    /** Connection failures, unreadable or odd answers, 5xx and rate limits are worth repeating; a used-up quota is not. */
    boolean repeats(ApiException failure, int attempt) {
        boolean worth = failure instanceof ApiException.Unreachable
                || failure instanceof ApiException.NotUnderstood
                || (failure instanceof ApiException.Rejected rejected
                        && rejected.reason().worthRepeating());
        return worth && attempt < attempts;
    }
}
