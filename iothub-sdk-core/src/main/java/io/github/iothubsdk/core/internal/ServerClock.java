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

    private record Seen(String date, Instant here, long nanos) {}

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
            newest.set(new Seen(date, ticker.now(), ticker.nanos()));
        }
    }

    /** How far this machine's clock is ahead of the servers' (negative: behind), to the second. */
    public Optional<Duration> ahead() {
        return seen().map(seen -> Duration.between(seen.date(), seen.here()));
    }

    /**
     * What time it is at the servers: the newest answer's date and what has passed since, so that a jump of this
     * machine's clock changes nothing; this machine's own time before the first answer.
     */
    public Instant now() {
        return seen().map(seen -> seen.date().plusNanos(ticker.nanos() - seen.nanos()))
                .orElseGet(ticker::now);
    }

    private Optional<Parsed> seen() {
        Seen seen = newest.get();
        try {
            return seen == null
                    ? Optional.empty()
                    : Optional.of(new Parsed(
                            ZonedDateTime.parse(seen.date(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant(),
                            seen.here(),
                            seen.nanos()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private record Parsed(Instant date, Instant here, long nanos) {}
}
