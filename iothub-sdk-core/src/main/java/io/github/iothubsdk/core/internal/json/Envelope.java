package io.github.iothubsdk.core.internal.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The answer around every result: {@code requestId} with {@code result}, {@code error}, both or neither. */
public final class Envelope {

    private static final int MOST_KEYS = 20;
    private static final int LONGEST_KEY = 40;
    private static final int DEEPEST = 3;

    private final JsonObject whole;

    private Envelope(JsonObject whole) {
        this.whole = whole;
    }

    /**
     * The error of an answer, read leniently: a code that is a string, details of any shape, missing words.
     *
     * @param code the number in {@code code}, or 0 when it is not a number
     * @param status the status word; empty when missing
     * @param message the text with any details behind it; empty when missing
     */
    public record Fault(int code, String status, String message) {}

    /**
     * The result of an answer that holds one of this type, its request id and nothing else, in one pass.
     *
     * @return empty for any other answer, which {@link #parse} tells more about
     */
    public static <T> Optional<T> plainResult(String text, Class<T> type) {
        JsonReader reader = BoundedReader.ofRecords(text);
        T result = null;
        boolean identified = false;
        try {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (name.equals("result") && result == null) {
                    result = Json.GSON.getAdapter(type).read(reader);
                } else if (name.equals("requestId") && reader.peek() == JsonToken.STRING) {
                    identified = !reader.nextString().isBlank();
                } else {
                    return Optional.empty();
                }
            }
            reader.endObject();
            boolean whole = identified && reader.peek() == JsonToken.END_DOCUMENT;
            return whole ? Optional.ofNullable(result) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Gson's own, and whatever the constructor of the record throws
        }
    }

    /** Reads strictly: empty unless the text is one whole JSON object, of a size that an answer can have. */
    public static Optional<Envelope> parse(String text) {
        try {
            JsonReader reader = new BoundedReader(text);
            if (text.isBlank() || reader.peek() != JsonToken.BEGIN_OBJECT) {
                return Optional.empty();
            }
            JsonElement element = Json.GSON.getAdapter(JsonElement.class).read(reader);
            return reader.peek() == JsonToken.END_DOCUMENT
                    ? Optional.of(new Envelope(element.getAsJsonObject()))
                    : Optional.empty();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** The request id, when the answer carries one. */
    public @Nullable String requestId() {
        String id = text(whole.get("requestId"));
        return id == null || id.isBlank() ? null : id;
    }

    /**
     * The names of what is there, dotted and at most three deep; never a value.
     *
     * @param mask takes out of a name what must not be told
     */
    public List<String> keys(UnaryOperator<String> mask) {
        List<String> keys = new ArrayList<>();
        keys("", whole, 1, keys, mask);
        return keys;
    }

    private static void keys(
            String prefix, JsonObject object, int depth, List<String> keys, UnaryOperator<String> mask) {
        for (Map.Entry<String, JsonElement> field : object.entrySet()) {
            if (keys.size() == MOST_KEYS) {
                return;
            }
            String name = mask.apply(field.getKey()).replaceAll("[^A-Za-z0-9_.*-]", "?");
            String path = prefix + name.substring(0, Math.min(name.length(), LONGEST_KEY));
            keys.add(path);
            if (field.getValue() instanceof JsonObject inner && depth < DEEPEST) {
                keys(path + ".", inner, depth + 1, keys, mask);
            }
        }
    }

    /** Whether there is a result that is not null. */
    public boolean hasResult() {
        JsonElement result = whole.get("result");
        return result != null && !result.isJsonNull();
    }

    /** The error, when it is there and not null; the old flat form, with no envelope around it, counts too. */
    public Optional<Fault> fault() {
        JsonElement error = whole.get("error");
        if (error == null && whole.has("code") && whole.has("message")) {
            error = whole;
        }
        if (error == null || error.isJsonNull()) {
            return Optional.empty();
        }
        return Optional.of(error.isJsonObject() ? fault(error.getAsJsonObject()) : new Fault(0, "", error.toString()));
    }

    /** The result as this type; empty when there is none or it has another shape. */
    public <T> Optional<T> result(Class<T> type) {
        try {
            JsonElement result = hasResult() ? whole.get("result") : new JsonObject();
            return Optional.ofNullable(Json.GSON.fromJson(result, type));
        } catch (RuntimeException e) {
            // Gson's own, and whatever the constructor of the record throws.
            return Optional.empty();
        }
    }

    private static Fault fault(JsonObject error) {
        String details = error.has("details") && !error.get("details").isJsonNull()
                ? error.get("details").toString()
                : "[]";
        String message = orEmpty(text(error.get("message")));
        return new Fault(
                number(error.get("code")),
                orEmpty(text(error.get("status"))),
                details.equals("[]") ? message : message + " " + details);
    }

    private static int number(@Nullable JsonElement code) {
        try {
            return code instanceof JsonPrimitive ? Integer.parseInt(code.getAsString()) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable String text(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive ? element.getAsString() : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
