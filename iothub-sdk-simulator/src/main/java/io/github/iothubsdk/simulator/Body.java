package io.github.iothubsdk.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request body; what is missing or of the wrong type answers 400 in the documented words. */
record Body(JsonObject json) {
    static Body of(Request request) {
        return new Body(Json.read(request.text()));
    }

    String required(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw ApiError.invalid("Request field %s is missing.".formatted(name));
        }
        return value;
    }

    @Nullable
    String text(String name) {
        JsonPrimitive value = primitive(name);
        if (value != null && !value.isString()) {
            throw ApiError.invalid("Invalid parameter: %s must be a string".formatted(name));
        }
        return value == null ? null : value.getAsString();
    }

    boolean flag(String name) {
        JsonPrimitive value = primitive(name);
        if (value != null && !value.isBoolean()) {
            throw ApiError.invalid("Invalid parameter: %s must be true or false".formatted(name));
        }
        return value != null && value.getAsBoolean();
    }

    /** Returns a whole number as text, for the one reader of page numbers. */
    @Nullable
    String number(String name) {
        JsonPrimitive value = primitive(name);
        if (value != null && !value.isNumber()) {
            throw ApiError.invalid("Invalid parameter: %s must be a number".formatted(name));
        }
        return value == null ? null : value.getAsString();
    }

    long number(String name, long absent) {
        String text = number(name);
        if (text != null && !text.matches("-?\\d{1,18}")) {
            throw ApiError.invalid("Invalid parameter: %s must be a whole number".formatted(name));
        }
        return text == null ? absent : Long.parseLong(text);
    }

    Body object(String name) {
        if (json.get(name) instanceof JsonObject object) {
            return new Body(object);
        }
        throw ApiError.invalid("Request field %s is missing.".formatted(name));
    }

    private @Nullable JsonPrimitive primitive(String name) {
        JsonElement value = json.get(name);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (value instanceof JsonPrimitive primitive) {
            return primitive;
        }
        throw ApiError.invalid("Invalid parameter: " + name);
    }
}
