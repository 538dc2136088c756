package io.github.iothubsdk.core.internal.json;

import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A decimal, never rounded, that any arithmetic is quick with: an exponent of eight digits would be eight digits of megabytes. */
final class ExactNumber extends TypeAdapter<@Nullable BigDecimal> {

    private static final int LONGEST_TEXT = 60;
    /** On either side of the point. */
    private static final int MOST_DIGITS = 18;

    @Override
    public void write(JsonWriter out, @Nullable BigDecimal value) throws IOException {
        out.value(value);
    }

    @Override
    public @Nullable BigDecimal read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        String text = in.nextString();
        try {
            BigDecimal value = text.length() > LONGEST_TEXT ? null : new BigDecimal(text);
            if (value != null && isShort(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, without the text.
        }
        throw new JsonSyntaxException("not a number of at most " + MOST_DIGITS + " digits on either side of the point");
    }

    private static boolean isShort(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        long before = (long) shortest.precision() - shortest.scale();
        return shortest.scale() <= MOST_DIGITS && before <= MOST_DIGITS;
    }
}
