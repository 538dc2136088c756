package io.github.iothubsdk.core.internal.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The values of a JSON body that its names give away as secret, which a service may echo when it rejects them. */
public final class SensitiveValues {

    private static final Pattern SECRET_NAME = Pattern.compile("pass|pwd|secret", Pattern.CASE_INSENSITIVE);

    private SensitiveValues() {}

    /** Each as it is and as JSON writes it, longest first; none when this is not JSON. */
    public static List<String> in(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isEmpty() || !SECRET_NAME.matcher(text).find()) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        try {
            JsonElement whole = Json.GSON.fromJson(text, JsonElement.class);
            if (whole != null) {
                collect(whole, false, found);
            }
        } catch (JsonParseException e) {
            return List.of();
        }
        List<String> longestFirst = new ArrayList<>(found);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        return longestFirst;
    }

    private static void collect(JsonElement element, boolean secret, Set<String> found) {
        if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                boolean named = SECRET_NAME.matcher(entry.getKey()).find();
                collect(entry.getValue(), secret || named, found);
            }
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(item -> collect(item, secret, found));
        } else if (secret
                && element instanceof JsonPrimitive primitive
                && !primitive.getAsString().isEmpty()) {
            String quoted = primitive.toString();
            found.add(primitive.getAsString());
            found.add(primitive.isString() ? quoted.substring(1, quoted.length() - 1) : quoted);
        }
    }
}
