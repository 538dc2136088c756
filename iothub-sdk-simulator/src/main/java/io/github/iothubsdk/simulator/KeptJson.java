package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what was kept; a field that is missing or of another kind is told by its name. */
record KeptJson(JsonObject json) {
    /** What was kept cannot be understood. */
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String field) {
            super(field + " is missing, or not what it was written as", null, false, false);
        }
    }

    @Nullable
    String textOrNull(String name) {
        JsonElement value = json.get(name);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        return primitive(name).getAsString();
    }

    String text(String name) {
        return primitive(name).getAsString();
    }

    boolean flag(String name) {
        return primitive(name).getAsBoolean();
    }

    long number(String name) {
        return as(name, Long::valueOf);
    }

    int whole(String name) {
        return as(name, Integer::valueOf);
    }

    BigDecimal yuan(String name) {
        return as(name, BigDecimal::new);
    }

    Duration duration(String name) {
        return as(name, Duration::parse);
    }

    Instant instant(String name) {
        return as(name, Instant::parse);
    }

    @Nullable
    Instant instantOrNull(String name) {
        return textOrNull(name) == null ? null : instant(name);
    }

    <E extends Enum<E>> E word(String name, Class<E> type) {
        return as(name, text -> Enum.valueOf(type, text));
    }

    private <T> T as(String name, Function<String, T> reader) {
        try {
            return reader.apply(text(name));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException other) {
            throw new Unfit(name);
        }
    }

    KeptJson object(String name) {
        if (json.get(name) instanceof JsonObject object) {
            return new KeptJson(object);
        }
        throw new Unfit(name);
    }

    boolean has(String name) {
        return json.has(name);
    }

    List<KeptJson> objects(String name) {
        return items(name).stream()
                .map(item -> {
                    if (item instanceof JsonObject object) {
                        return new KeptJson(object);
                    }
                    throw new Unfit(name);
                })
                .toList();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonElement item : items(name)) {
            if (!(item instanceof JsonPrimitive text)) {
                throw new Unfit(name);
            }
            texts.add(text.getAsString());
        }
        return texts;
    }

    private List<JsonElement> items(String name) {
        if (json.get(name) instanceof JsonArray array) {
            return array.asList();
        }
        throw new Unfit(name);
    }

    private JsonPrimitive primitive(String name) {
        if (json.get(name) instanceof JsonPrimitive primitive) {
            return primitive;
        }
        throw new Unfit(name);
    }
}
