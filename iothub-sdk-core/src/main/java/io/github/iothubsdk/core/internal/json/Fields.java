package io.github.iothubsdk.core.internal.json;

import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose names are known only while the program runs, as those of a wire dialect. Immutable.
 *
 * <p>What says one thing twice is not read, at any depth. A field that is null counts as absent. A field of another kind
 * than the one asked for is an {@link IllegalArgumentException}, which names it and never its value.
 */
public final class Fields {

    /** A number as it is written. */
    private record Digits(String digits) {}

    private final Map<String, Object> values;

    private final Set<String> nulls;

    private Fields(Map<String, Object> values, Set<String> nulls) {
        this.values = Collections.unmodifiableMap(values);
        this.nulls = Set.copyOf(nulls);
    }

    /**
     * Reads one whole JSON object, of a size that an answer can have.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Fields parse(String text) {
        try {
            JsonReader reader = new BoundedReader(text);
            Fields fields = new Adapter().read(reader);
            if (fields != null && reader.peek() == JsonToken.END_DOCUMENT) {
                return fields;
            }
        } catch (BoundedReader.Repeated e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException | JsonParseException | IllegalStateException e) {
            // Told below; a parser's own words quote what it read.
        }
        throw new IllegalArgumentException("it is not one whole JSON object");
    }

    /** The names, in the order in which they came. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The names whose value is null. */
    public Set<String> nulls() {
        return nulls;
    }

    /** A text, or a number as it is written. */
    public Optional<String> text(String path) {
        return find(path).map(value -> {
            if (value instanceof Digits number) {
                return number.digits();
            }
            if (value instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException(path + " is not a text");
        });
    }

    /** Texts in a list. */
    public Optional<List<String>> texts(String path) {
        return list(path)
                .map(items -> items.stream()
                        .map(item -> {
                            if (item instanceof String text) {
                                return text;
                            }
                            throw new IllegalArgumentException(path + " is not a list of texts");
                        })
                        .toList());
    }

    /** An object; {@code .} is this one. */
    public Optional<Fields> object(String path) {
        return find(path).map(value -> {
            if (value instanceof Fields fields) {
                return fields;
            }
            throw new IllegalArgumentException(path + " is not an object");
        });
    }

    /** Objects in a list; null among them is one that says nothing. */
    public Optional<List<Fields>> objects(String path) {
        return list(path)
                .map(items -> items.stream()
                        .map(item -> {
                            if (item instanceof Fields fields) {
                                return fields;
                            }
                            throw new IllegalArgumentException(path + " is not a list of objects");
                        })
                        .toList());
    }

    private Optional<List<?>> list(String path) {
        return find(path).map(value -> {
            if (value instanceof List<?> list) {
                return list;
            }
            throw new IllegalArgumentException(path + " is not a list");
        });
    }

    /** By its name, or by names joined with dots. */
    private Optional<Object> find(String path) {
        if (path.equals(".")) {
            return Optional.of(this);
        }
        Object at = values.get(path);
        if (at != null) {
            return Optional.of(at);
        }
        at = this;
        for (String name : path.split("\\.", -1)) {
            at = at instanceof Fields fields ? fields.values.get(name) : null;
            if (at == null) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    /** The names only: a value may be private. */
    @Override
    public String toString() {
        return names().toString();
    }

    /** Reads them as they come; nothing is written. */
    static final class Adapter extends TypeAdapter<@Nullable Fields> {

        @Override
        public void write(JsonWriter out, @Nullable Fields value) {
            throw new UnsupportedOperationException("these are read only");
        }

        @Override
        public @Nullable Fields read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                if (values.put(name, value(in)) != null) {
                    throw new JsonSyntaxException("a name is there twice"); // by a reader that does not look itself
                }
            }
            in.endObject();
            Set<String> nulls = new HashSet<>();
            values.forEach((name, value) -> {
                if (value == JsonToken.NULL) {
                    nulls.add(name);
                }
            });
            values.keySet().removeAll(nulls);
            return new Fields(values, nulls);
        }

        /** Null is {@link JsonToken#NULL} here. */
        private Object value(JsonReader in) throws IOException {
            return switch (in.peek()) {
                case BEGIN_OBJECT -> Objects.requireNonNull(read(in));
                case BEGIN_ARRAY -> list(in);
                case STRING -> in.nextString();
                case NUMBER -> new Digits(in.nextString());
                case BOOLEAN -> in.nextBoolean();
                default -> {
                    in.nextNull();
                    yield JsonToken.NULL;
                }
            };
        }

        private List<Object> list(JsonReader in) throws IOException {
            List<Object> items = new ArrayList<>();
            in.beginArray();
            while (in.hasNext()) {
                Object item = value(in);
                items.add(item == JsonToken.NULL ? new Fields(Map.of(), Set.of()) : item);
            }
            in.endArray();
            return Collections.unmodifiableList(items);
        }
    }
}
