package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.provisioning.model.CheckId;
import io.github.iothubsdk.provisioning.model.Money;
import io.github.iothubsdk.provisioning.model.RunId;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options; what cannot be read is told without the names of classes. */
final class Values {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{1,20}){1,4}");

    /** Far beyond every use, and not beyond what clocks can add. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private Values() {}

    /** A text in which something stands. */
    static final class Filled implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("nothing is given");
            }
            return text;
        }
    }

    /** The id of a region. */
    static final class Region implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!REGION.matcher(text).matches()) {
                throw new TypeConversionException("'" + text + "' is no region's id; write it as cn-north-1");
            }
            return text;
        }
    }

    static Duration duration(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        try {
            Duration duration = matcher.matches() ? inUnit(matcher.group(1), matcher.group(2)) : Duration.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                throw new TypeConversionException("'" + text + "' is longer than a year (8760h)");
            }
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below, in words that say what to do.
        }
        throw new TypeConversionException(
                "'" + text + "' is no duration; write it as 500ms, 30s, 5m, 1h or as ISO-8601 (PT5M), above zero");
    }

    /** As it can be written. */
    static String words(Duration duration) {
        if (duration.toMillisPart() > 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() > 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() > 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }

    static Money money(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no amount; write yuan as 50 or 50.00");
        }
        return Money.cny(new BigDecimal(text));
    }

    static URI endpoint(String text) {
        try {
            URI address = URI.create(text);
            var unused = ApiConfig.builder().endpoint(address); // has the rule
            return address;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no endpoint; write it as http://host:port or https://host, with nothing behind");
        }
    }

    /** Nothing would be the working directory, which nobody has named. */
    static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // Told below, without Java's words.
        }
        throw new TypeConversionException("'" + text + "' can be the name of no file or directory");
    }

    static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large a one");
        }
    }

    static long large(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large a one");
        }
    }

    static boolean flag(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new TypeConversionException("'" + text + "' is neither true nor false");
        }
        return Boolean.parseBoolean(text);
    }

    static CheckId checkId(String text) {
        try {
            return CheckId.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no id of a check: lower-case words joined by hyphens, such as vpc-exists");
        }
    }

    static RunId runId(String text) {
        if (!RunId.isValid(text)) {
            throw new Refused("'" + text + "' is no run id. List them with iothub runs.");
        }
        return new RunId(text);
    }

    private static Duration inUnit(String number, String unit) {
        long count = Long.parseLong(number);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
