package io.github.iothubsdk.core.auth;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A second's date as it is signed: UTC, {@code yyyyMMdd'T'HHmmss'Z'}. */
record SigningDate(long epochSecond, String text, String day) {

    static SigningDate of(long epochSecond) {
        String text = format(epochSecond);
        return new SigningDate(epochSecond, text, text.substring(0, 8));
    }

    /** Digit by digit: a formatter would take as long as the signature and allocate as much. */
    private static String format(long epochSecond) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        byte[] text = new byte[16];
        text[8] = 'T';
        text[15] = 'Z';
        write(text, 0, 4, utc.getYear());
        write(text, 4, 2, utc.getMonthValue());
        write(text, 6, 2, utc.getDayOfMonth());
        write(text, 9, 2, utc.getHour());
        write(text, 11, 2, utc.getMinute());
        write(text, 13, 2, utc.getSecond());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void write(byte[] text, int at, int digits, int number) {
        int left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
