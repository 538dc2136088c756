package io.github.iothubsdk.core.auth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The date as it is signed: UTC, {@code yyyyMMdd'T'HHmmss'Z'}. */
final class SigningDate {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SigningDate() {}

    static String format(Instant now) {
        return FORMAT.format(now);
    }
}
