package io.github.iothubsdk.core.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.google.gson.ReflectionAccessFilter.FilterResult;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.iothubsdk.core.internal.words.Plain;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records to JSON and back, for the wire and the journal: nulls left out, exact numbers, ISO-8601 times, and no character
 * that moves the terminal of who looks at it.
 */
public final class Json {

    static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .addReflectionAccessFilter(type -> FilterResult.BLOCK_ALL)
            .registerTypeAdapter(Fields.class, new Fields.Adapter())
            .registerTypeAdapter(BigDecimal.class, new ExactNumber())
            .registerTypeAdapter(boolean.class, new YesOrNo())
            .registerTypeAdapter(Boolean.class, new YesOrNo())
            .registerTypeAdapter(Instant.class, new Text<>(Instant::parse))
            .registerTypeAdapter(Duration.class, new Text<>(Duration::parse))
            .registerTypeAdapterFactory(new OptionalFactory())
            .registerTypeAdapterFactory(new EnumFactory())
            .registerTypeAdapterFactory(new RecordFactory())
            .create();

    /** A reader passes it over. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private Json() {}

    /**
     * One line of compact JSON.
     *
     * @throws IllegalArgumentException when it holds more than records, texts, numbers, lists and maps: a class of
     *     its own keeps its fields to itself, so that no secret is written by accident
     */
    public static String write(Object value) {
        try {
            return Plain.escaped(GSON.toJson(value));
        } catch (JsonIOException e) {
            throw new IllegalArgumentException("this cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads one value; words that the type does not have are passed over, and what is missing is null.
     *
     * @throws IllegalArgumentException when it is not JSON of that shape
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            T value = GSON.fromJson(text, type);
            if (value != null) {
                return value;
            }
        } catch (RuntimeException e) {
            // Gson's, or the record's own; either may quote the value, so that neither is passed on.
        }
        throw new IllegalArgumentException("not a valid " + type.getSimpleName());
    }

    /** Whether a text says as strict JSON what another one says, no more and no less; in whatever order and spacing. */
    public static boolean isSame(String text, String other) {
        try {
            return !text.startsWith(BYTE_ORDER_MARK) && strictly(text).equals(strictly(other));
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return false;
        }
    }

    private static JsonElement strictly(String text) throws IOException {
        JsonReader reader = new BoundedReader(text);
        JsonElement whole = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new JsonSyntaxException("there is more behind it");
        }
        return whole;
    }

    /** A type that is written with {@code toString} and read with its parser. */
    private static final class Text<T> extends TypeAdapter<@Nullable T> {
        private final Function<String, T> parser;

        Text(Function<String, T> parser) {
            this.parser = parser;
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            out.value(value == null ? null : value.toString());
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            try {
                return parser.apply(in.nextString());
            } catch (DateTimeException e) {
                throw new JsonSyntaxException(e);
            }
        }
    }
}
