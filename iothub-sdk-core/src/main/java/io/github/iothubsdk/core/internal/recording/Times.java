package io.github.iothubsdk.core.internal.recording;

import java.util.regex.Pattern;

/** What times look like, as the service writes them. */
final class Times {

    private static final Pattern TEXT = Pattern.compile("(?:20[0-9]{2}-[01][0-9]-[0-3][0-9]"
            + "(?:[T ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](?:\\.[0-9]{1,3})?(?:Z|[+-][01][0-9]:?[0-9]{2})?)?)?");
    private static final Pattern OF_HTTP = Pattern.compile("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] "
            + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 20[0-9]{2} [0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT");

    /** In this century: what else has ten digits may be an account's number. */
    private static final long FIRST_SECOND = 946_684_800L;

    private static final long LAST_SECOND = 4_102_444_800L;

    private Times() {}

    /** A date with or without a time, seconds or milliseconds, or nothing. */
    static boolean isText(String text) {
        return TEXT.matcher(text).matches() || isNumber(text);
    }

    /** A 0 says that there is none. */
    static boolean isNumber(String digits) {
        if (!digits.matches("0|[1-9][0-9]{8,12}")) {
            return false;
        }
        long number = Long.parseLong(digits);
        return number == 0 || isSecond(number) || isSecond(number / 1_000);
    }

    /** As the Date header has it. */
    static boolean isOfHttp(String text) {
        return OF_HTTP.matcher(text).matches();
    }

    private static boolean isSecond(long number) {
        return number >= FIRST_SECOND && number < LAST_SECOND;
    }
}
