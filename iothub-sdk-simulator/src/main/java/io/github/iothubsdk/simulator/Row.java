package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object that is too long for {@link Json#object}, a field a line. */
final class Row {
    private final JsonObject json = new JsonObject();

    /** Adds a field; a null value becomes a JSON null. */
    Row with(String name, @Nullable Object value) {
        json.add(name, Json.element(value));
        return this;
    }

    /** Adds a field that is told, and leaves out one that is not. */
    Row withIf(boolean told, String name, @Nullable Object value) {
        return told ? with(name, value) : this;
    }

    JsonObject json() {
        return json;
    }
}
