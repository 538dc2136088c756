package io.github.iothubsdk.simulator;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds and reads the JSON of the wire. */
final class Json {
    private static final Gson STRICT = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private Json() {}

    /** Makes an object of names and values in turn; a null value becomes a JSON null. */
    static JsonObject object(@Nullable Object... namesAndValues) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add(String.valueOf(namesAndValues[i]), element(namesAndValues[i + 1]));
        }
        return object;
    }

    static JsonArray array(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray(elements.size());
        elements.forEach(array::add);
        return array;
    }

    static String write(JsonObject object) {
        return STRICT.toJson(object);
    }

    /** Reads a request body; a blank one is an empty object, as for a POST without parameters. */
    static JsonObject read(String body) {
        if (body.isBlank()) {
            return new JsonObject();
        }
        try {
            if (STRICT.fromJson(body, JsonElement.class) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException broken) {
            throw ApiError.invalid("Invalid parameter: the body is not JSON");
        }
        throw ApiError.invalid("Invalid parameter: the body is not a JSON object");
    }

    static JsonElement element(@Nullable Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        if (value instanceof JsonElement element) {
            return element;
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        return value instanceof Boolean flag ? new JsonPrimitive(flag) : new JsonPrimitive(value.toString());
    }
}
