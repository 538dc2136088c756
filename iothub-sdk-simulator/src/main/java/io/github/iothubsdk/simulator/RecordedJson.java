package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.iothubsdk.simulator.RecordedLines.Unfit;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** One line of a recording as an object: each name once, numbers as they are written, neither deep nor many values. */
final class RecordedJson {
    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 1_000_000;

    private final JsonObject object;

    private RecordedJson(JsonObject object) {
        this.object = object;
    }

    static RecordedJson parse(String line) throws Unfit {
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(DEEPEST + 1);
        try {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new Unfit("it is no JSON object");
            }
            JsonObject object = new Tree(reader).object(0);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new Unfit("it is no JSON");
            }
            return new RecordedJson(object);
        } catch (IOException | IllegalStateException broken) {
            throw new Unfit("it is no JSON");
        }
    }

    /** Tells whether its brackets, or a text in it, are still open at the end: it was cut off, whatever else it is. */
    static boolean stopsInTheMiddle(String line) {
        int open = 0;
        boolean text = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (text && c == '\\') {
                i++;
            } else if (c == '"') {
                text = !text;
            } else if (!text) {
                open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        }
        return line.startsWith("{") && open > 0 && open <= DEEPEST;
    }

    private static final class Tree {
        private final JsonReader reader;
        private int values;

        Tree(JsonReader reader) {
            this.reader = reader;
        }

        private JsonElement value(int depth) throws IOException, Unfit {
            if (depth > DEEPEST) {
                throw new Unfit("it is deeper than " + DEEPEST + " levels");
            }
            if (++values > MOST_VALUES) {
                throw new Unfit("it has more than " + MOST_VALUES + " values");
            }
            return switch (reader.peek()) {
                case BEGIN_OBJECT -> object(depth);
                case BEGIN_ARRAY -> array(depth);
                case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
                case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
                case NULL -> {
                    reader.nextNull();
                    yield JsonNull.INSTANCE;
                }
                default -> new JsonPrimitive(reader.nextString());
            };
        }

        private JsonObject object(int depth) throws IOException, Unfit {
            JsonObject object = new JsonObject();
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (object.has(name)) {
                    throw new Unfit("it has a name twice in one object");
                }
                object.add(name, value(depth + 1));
            }
            reader.endObject();
            return object;
        }

        private JsonArray array(int depth) throws IOException, Unfit {
            JsonArray array = new JsonArray();
            reader.beginArray();
            while (reader.hasNext()) {
                array.add(value(depth + 1));
            }
            reader.endArray();
            return array;
        }
    }

    /** All of it. */
    JsonObject tree() {
        return object;
    }

    boolean has(String name) {
        return object.has(name);
    }

    boolean isText(String name) {
        return object.get(name) instanceof JsonPrimitive value && value.isString();
    }

    /** Returns an object that may be absent. */
    @Nullable
    JsonObject object(String name) throws Unfit {
        JsonElement value = object.get(name);
        if (value == null || value instanceof JsonObject) {
            return (JsonObject) value;
        }
        throw new Unfit(name + " is no object");
    }

    String text(String name) throws Unfit {
        return primitive(object, name, JsonPrimitive::isString, "text");
    }

    /** Returns a number as it is written. */
    String number(String name) throws Unfit {
        return primitive(object, name, JsonPrimitive::isNumber, "number");
    }

    private interface Kind {
        boolean is(JsonPrimitive value);
    }

    private static String primitive(JsonObject object, String name, Kind kind, String word) throws Unfit {
        if (object.get(name) instanceof JsonPrimitive value && kind.is(value)) {
            return value.getAsString();
        }
        throw new Unfit(name + " is no " + word);
    }
}
