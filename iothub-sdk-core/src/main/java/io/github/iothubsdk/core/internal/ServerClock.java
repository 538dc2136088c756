package io.github.iothubsdk.core.internal;

import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.time.TimeSource;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the servers' own clocks say, read off the Date headers of the last answers. Thread-safe.
 *
 * <p>One odd header moves nothing: the middle one of the last nine counts, and it is trusted only when most agree with it.
 */
public final class ServerClock {

    private static final int REMEMBERED = 9;
    private static final int ENOUGH = 2;
    private static final int LONGEST_DATE = 64;
    private static final Duration AGREEING = Duration.ofSeconds(5);
    /** Between this machine's two clocks: more means that it was suspended, or that its clock was set. */
    private static final Duration SUSPENDED = Duration.ofSeconds(10);

    /** A Date header and when it came, by both of this machine's clocks. It is read when somebody asks, and once. */
    private static final class Seen {

        private final String date;
        private final Instant here;
        private final long nanos;
        private @Nullable Offset offset;
        private volatile boolean isRead;

        Seen(String date, Instant here, long nanos) {
            this.date = date;
            this.here = here;
            this.nanos = nanos;
        }

        /** Empty where the header is no date: it tells nothing. */
        Optional<Offset> offset() {
            if (!isRead) {
                offset = read();
                isRead = true;
            }
            return Optional.ofNullable(offset);
        }

        private @Nullable Offset read() {
            try {
                Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return new Offset(
                        Duration.between(Instant.EPOCH, there).minusNanos(nanos), Duration.between(there, here));
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** How far the server's clock is from the monotonic one, whose origin is arbitrary. */
    private record Offset(Duration ofServer, Duration hereAhead) {}

    private final TimeSource timeSource;
    private final AtomicReference<List<Seen>> newestLast = new AtomicReference<>(List.of());

    /** Compares with this clock. */
    public ServerClock(TimeSource timeSource) {
        this.timeSource = timeSource;
    }

    /** Notes the date of an answer; reading it waits until somebody asks. */
    public void note(HttpResponse response) {
        String date = response.headers().get("date");
        if (date != null && date.length() <= LONGEST_DATE) {
            Seen seen = new Seen(date, timeSource.now(), timeSource.nanos());
            newestLast.updateAndGet(before -> with(before, seen));
        }
    }

    private static List<Seen> with(List<Seen> before, Seen seen) {
        if (before.isEmpty() || suspendedBetween(before.get(before.size() - 1), seen)) {
            return List.of(seen);
        }
        List<Seen> all = new ArrayList<>(before.subList(Math.max(0, before.size() - REMEMBERED + 1), before.size()));
        all.add(seen);
        return List.copyOf(all);
    }

    private static boolean suspendedBetween(Seen earlier, Seen later) {
        Duration wall = Duration.between(earlier.here, later.here);
        return wall.minusNanos(later.nanos - earlier.nanos).abs().compareTo(SUSPENDED) > 0;
    }

    /** How far this machine's clock is ahead of the servers' (negative: behind), to the second. */
    public Optional<Duration> ahead() {
        return middle(offsets()).map(Offset::hereAhead);
    }

    /**
     * What time it is at the servers, so that a jump of this machine's clock changes nothing; this machine's own time
     * before the first answer that tells one.
     */
    public Instant now() {
        return middle(offsets())
                .map(offset -> Instant.EPOCH.plus(offset.ofServer()).plusNanos(timeSource.nanos()))
                .orElseGet(timeSource::now);
    }

    /** Whether enough answers have told their time, and most of them agree. */
    public boolean isTrusted() {
        List<Offset> offsets = offsets();
        return middle(offsets)
                .filter(middle -> {
                    long agreeing = offsets.stream()
                            .map(offset ->
                                    offset.ofServer().minus(middle.ofServer()).abs())
                            .filter(apart -> apart.compareTo(AGREEING) <= 0)
                            .count();
                    return agreeing >= ENOUGH && agreeing * 2 > offsets.size();
                })
                .isPresent();
    }

    /** Of an even number the earlier one: too early a time only makes one wait longer. */
    private static Optional<Offset> middle(List<Offset> offsets) {
        return offsets.stream()
                .sorted((one, other) -> one.ofServer().compareTo(other.ofServer()))
                .skip(Math.max(0, (offsets.size() - 1) / 2))
                .findFirst();
    }

    private List<Offset> offsets() {
        return Objects.requireNonNullElse(newestLast.get(), List.<Seen>of()).stream()
                .flatMap(seen -> seen.offset().stream())
                .toList();
    }
}
