package io.github.iothubsdk.core.internal.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.iothubsdk.core.internal.words.Plain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON as it stands: names in their order, numbers as they are written, and nulls. Immutable.
 */
public sealed interface JsonValue {

    /** A string. */
    record Text(String value) implements JsonValue {}

    /** A number by its digits, so that none is rounded. */
    record Numeral(String digits) implements JsonValue {}

    /** True or false. */
    record Flag(boolean value) implements JsonValue {}

    /** A null. */
    record Nothing() implements JsonValue {}

    /** An array. */
    record Items(List<JsonValue> all) implements JsonValue {
        /** Copies the list. */
        public Items {
            all = List.copyOf(all);
        }
    }

    /** An object. */
    record Members(List<Member> all) implements JsonValue {
        /** Copies the list. */
        public Members {
            all = List.copyOf(all);
        }

        /** What stands under this name first. */
        public Optional<JsonValue> get(String name) {
            return all.stream()
                    .filter(field -> field.name().equals(name))
                    .map(Member::value)
                    .findFirst();
        }

        /** The string under this name. */
        public Optional<String> text(String name) {
            return get(name).map(value -> value instanceof Text text ? text.value() : null);
        }
    }

    /** A name with its value. */
    record Member(String name, JsonValue value) {}

    /** The object that the text is; empty unless it is one whole object, strictly written, of a size that an answer can have. */
    static Optional<Members> object(String text) {
        return object(text, new BoundedReader(text));
    }

    /** The same for a line that holds a request and its answer. */
    static Optional<Members> line(String text) {
        return object(text, new BoundedReader(text, 1));
    }

    private static Optional<Members> object(String text, JsonReader reader) {
        try {
            if (text.isBlank() || reader.peek() != JsonToken.BEGIN_OBJECT) {
                return Optional.empty();
            }
            Members fields = fields(reader);
            return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(fields) : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** On one line, without a character that moves a terminal. */
    default String write() {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = new JsonWriter(text)) {
            write(writer, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Plain.escaped(text.toString());
    }

    private static JsonValue read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> fields(reader);
            case BEGIN_ARRAY -> items(reader);
            case NUMBER -> new Numeral(reader.nextString());
            case BOOLEAN -> new Flag(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new Nothing();
            }
            default -> new Text(reader.nextString());
        };
    }

    private static Items items(JsonReader reader) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(read(reader));
        }
        reader.endArray();
        return new Items(items);
    }

    private static Members fields(JsonReader reader) throws IOException {
        List<Member> fields = new ArrayList<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            fields.add(new Member(name, read(reader)));
        }
        reader.endObject();
        return new Members(fields);
    }

    private static void write(JsonWriter writer, JsonValue value) throws IOException {
        if (value instanceof Members fields) {
            writer.beginObject();
            for (Member field : fields.all()) {
                writer.name(field.name());
                write(writer, field.value());
            }
            writer.endObject();
        } else if (value instanceof Items items) {
            writer.beginArray();
            for (JsonValue item : items.all()) {
                write(writer, item);
            }
            writer.endArray();
        } else if (value instanceof Text text) {
            writer.value(text.value());
        } else if (value instanceof Numeral numeral) {
            writer.jsonValue(numeral.digits());
        } else if (value instanceof Flag flag) {
            writer.value(flag.value());
        } else {
            writer.nullValue();
        }
    }
}
