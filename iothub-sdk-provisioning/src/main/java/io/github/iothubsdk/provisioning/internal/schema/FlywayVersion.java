package io.github.iothubsdk.provisioning.internal.schema;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The version of a migration that is to come after all others, and before whatever the team adds next: Flyway refuses one that
 * comes before what it has run. So it is a part of the last one, with a number by which two scripts differ.
 */
final class FlywayVersion {

    private static final Pattern VERSIONED = Pattern.compile("V(\\d{1,40}(?:[._]\\d{1,40})*)__.*(?<!\\.conf)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern POINT = Pattern.compile("[._]");
    private static final int DIGITS = 6;
    private static final int HEX = 16;

    private FlywayVersion() {}

    /** Behind those of these files; a point in time when there is none. */
    static String next(List<String> files, Instant now, String sha256) {
        Stream<String> versions = files.stream()
                .map(VERSIONED::matcher)
                .filter(found -> found.matches())
                .map(found -> String.valueOf(found.group(1)));
        String last = versions.map(FlywayVersion::parts)
                .max(FlywayVersion::compare)
                .map(parts -> parts.stream().map(BigInteger::toString).collect(Collectors.joining(".")))
                .orElseGet(() -> TIME.format(now));
        return last + "." + Integer.parseInt(sha256.substring(0, Math.min(DIGITS, sha256.length())), HEX);
    }

    private static List<BigInteger> parts(String version) {
        return POINT.splitAsStream(version).map(BigInteger::new).toList();
    }

    /** A part that is not there is zero. */
    private static int compare(List<BigInteger> one, List<BigInteger> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int order = part(one, i).compareTo(part(other, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static BigInteger part(List<BigInteger> version, int i) {
        return i < version.size() ? version.get(i) : BigInteger.ZERO;
    }
}
