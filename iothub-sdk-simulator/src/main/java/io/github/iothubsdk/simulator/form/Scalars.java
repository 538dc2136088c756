package io.github.iothubsdk.simulator.form;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that stand alone, each null where something else stands. */
final class Scalars {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,10}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private Scalars() {}

    static @Nullable String string(JsonElement value) {
        return value instanceof JsonPrimitive text && text.isString() ? text.getAsString() : null;
    }

    static @Nullable String wordOf(JsonElement value, List<String> known) {
        String said = string(value);
        return said == null
                ? null
                : known.stream()
                        .filter(word -> plain(word).equals(plain(said)))
                        .findFirst()
                        .orElse(null);
    }

    private static String plain(String word) {
        return word.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    static @Nullable Integer wholeOf(JsonElement value, int least, int most) {
        boolean isWhole = value instanceof JsonPrimitive number
                && number.isNumber()
                && WHOLE.matcher(number.getAsString()).matches();
        long whole = isWhole ? value.getAsLong() : Long.MIN_VALUE;
        boolean isWithin = whole >= least && whole <= most;
        return isWithin ? (Integer) (int) whole : null;
    }

    static @Nullable Boolean flagOf(JsonElement value) {
        boolean isFlag = value instanceof JsonPrimitive flag && flag.isBoolean();
        return isFlag ? (Boolean) value.getAsBoolean() : null;
    }

    static @Nullable BigDecimal amountOf(JsonElement value) {
        boolean isAmount = value instanceof JsonPrimitive yuan
                && !yuan.isBoolean()
                && AMOUNT.matcher(yuan.getAsString()).matches();
        return isAmount ? new BigDecimal(value.getAsString()) : null;
    }

    static @Nullable Duration durationOf(JsonElement value) {
        String text = string(value);
        try {
            Duration read = text == null ? null : Duration.parse(text);
            return read == null || read.abs().compareTo(Span.LONGEST) > 0 ? null : read;
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    static @Nullable Duration spanOf(JsonElement value) {
        Duration read = durationOf(value);
        return read == null || !Span.holds(read) ? null : read;
    }

    static @Nullable Instant instantOf(JsonElement value) {
        String text = string(value);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException none) {
            return null;
        }
    }

    static @Nullable JsonObject objectOf(JsonElement value) {
        return value instanceof JsonObject object ? object : null;
    }
}
