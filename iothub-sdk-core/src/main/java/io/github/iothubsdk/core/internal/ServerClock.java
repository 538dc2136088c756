package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.time.Ticker;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the servers' own clocks say, read off the Date header of the newest answer. Thread-safe. */
public final class ServerClock {

    private record Seen(String date, Instant here) {}

    private final Ticker ticker;
    private final AtomicReference<@Nullable Seen> newest = new AtomicReference<>();

    /** Compares with this clock. */
    public ServerClock(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Notes the date of an answer; parsing waits until somebody asks. */
    public void note(HttpResponse response) {
        String date = response.headers().get("date");
        if (date != null) {
            newest.set(new Seen(date, ticker.now()));
        }
    }

    /** How far this machine's clock is ahead of the servers' (negative: behind), to the second. */
    public Optional<Duration> ahead() {
        Seen seen = newest.get();
        if (seen == null) {
            return Optional.empty();
        }
        try {
            Instant there = ZonedDateTime.parse(seen.date(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(there, seen.here()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
