package io.github.iothubsdk.provisioning.internal.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The order service's times: {@code yyyy-MM-dd HH:mm:ss} (published), and the forms that other services use. */
final class OrderTime {

    private static final DateTimeFormatter PUBLISHED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    /** The zone is not published: INFERRED from the RDS service's. */
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    /** Above this a number must be milliseconds: as seconds it would be in the year 5138. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final int LONGEST = 40;

    private OrderTime() {}

    /** Empty when it is missing or in no form that is known. */
    static Optional<Instant> of(@Nullable String text) {
        return parse(text).filter(time -> time.isAfter(EARLIEST) && time.isBefore(LATEST));
    }

    private static Optional<Instant> parse(@Nullable String text) {
        String trimmed = text == null ? "" : text.trim();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            if (trimmed.matches("\\d{9,14}")) {
                long number = Long.parseLong(trimmed);
                return Optional.of(
                        number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
            }
            if (trimmed.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")) {
                return Optional.of(OffsetDateTime.parse(trimmed).toInstant());
            }
            return Optional.of(
                    (trimmed.contains("T") ? LocalDateTime.parse(trimmed) : LocalDateTime.parse(trimmed, PUBLISHED))
                            .toInstant(ZONE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
