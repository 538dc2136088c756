package io.github.iothubsdk.provisioning.internal.schema;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The version of a migration that is to come after all others: Flyway passes over one that comes before what it has run. In
 * a folder of small numbers it is the next of them, since any later number of the team's would come before a point in time.
 */
final class FlywayVersion {

    private static final Pattern VERSIONED = Pattern.compile("V(\\d{1,40})(?:[._]\\d+)*__.*(?<!\\.conf)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final int TIME_DIGITS = 14;

    private FlywayVersion() {}

    /** Behind those of these files; of a point in time when they have no version, or such ones. */
    static String next(List<String> files, Instant now) {
        String time = TIME.format(now);
        Optional<BigInteger> highest = files.stream()
                .map(VERSIONED::matcher)
                .filter(found -> found.matches())
                .map(found -> found.toMatchResult())
                .map((MatchResult found) -> new BigInteger(found.group(1)))
                .max(BigInteger::compareTo);
        return highest.map(last -> {
                    BigInteger next = last.add(BigInteger.ONE);
                    boolean times = last.toString().length() >= TIME_DIGITS;
                    return (times ? next.max(new BigInteger(time)) : next).toString();
                })
                .orElse(time);
    }
}
