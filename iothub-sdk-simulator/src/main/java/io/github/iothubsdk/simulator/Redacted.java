package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import java.util.regex.Pattern;
import okio.ByteString;

/** What the {@link Ledger} may keep of a body: no secret, and nothing large. */
final class Redacted {
    private static final int LONGEST = 64 << 10;
    /** A client token is none: it says which order is repeated. */
    private static final Pattern SECRET =
            Pattern.compile("passw|pwd|secret|se(ssion|curity)[-_]?token|credential|signature");

    private static final JsonPrimitive STARS = new JsonPrimitive("******");

    private Redacted() {}

    static String body(ByteString body) {
        if (body.size() > LONGEST) {
            return "(" + body.size() + " bytes)";
        }
        String text = body.utf8();
        try {
            JsonElement parsed = JsonParser.parseString(text);
            if (starOut(parsed)) {
                return parsed.toString();
            }
            return parsed.isJsonObject() || parsed.isJsonArray() || text.isBlank() ? text : unread(body);
        } catch (JsonParseException broken) {
            return unread(body);
        }
    }

    private static String unread(ByteString body) {
        return "(" + body.size() + " bytes, no JSON)";
    }

    /** As deep as Gson reads: 255 levels. */
    private static boolean starOut(JsonElement element) {
        boolean found = false;
        if (element instanceof JsonArray array) {
            for (JsonElement item : array) {
                found |= starOut(item);
            }
        } else if (element instanceof JsonObject object) {
            for (var field : object.entrySet()) {
                if (isSecret(field.getKey())) {
                    field.setValue(STARS);
                    found = true;
                } else {
                    found |= starOut(field.getValue());
                }
            }
        }
        return found;
    }

    /** Whether a field of that name holds a secret. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
    }
}
