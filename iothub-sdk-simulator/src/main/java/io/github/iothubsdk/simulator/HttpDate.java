package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The text of a Date header; the last second's is kept. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile Told last = new Told(Long.MIN_VALUE, "");

    private record Told(long second, String text) {}

    private HttpDate() {}

    static String of(Instant moment) {
        Told told = last;
        if (told.second != moment.getEpochSecond()) {
            told = new Told(moment.getEpochSecond(), FORM.format(moment));
            last = told;
        }
        return told.text;
    }
}
