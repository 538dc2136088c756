package io.github.iothubsdk.simulator.form;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One field that a request may have: what it is called, what may stand in it, and what it is for. */
public final class Field {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,10}");
    private static final int MOST_ITEMS = 1_000;

    private final String name;
    private final String type;
    private final String about;
    private final List<String> values;
    private final Function<JsonElement, @Nullable Object> reader;
    private final boolean required;
    private final @Nullable Form within;

    private Field(
            String name,
            String type,
            String about,
            List<String> values,
            Function<JsonElement, @Nullable Object> reader,
            boolean required,
            @Nullable Form within) {
        this.name = name;
        this.type = type;
        this.about = about;
        this.values = values;
        this.reader = reader;
        this.required = required;
        this.within = within;
    }

    private static Field of(String name, String type, String about, Function<JsonElement, @Nullable Object> reader) {
        return new Field(name, type, about, List.of(), reader, false, null);
    }

    /** Any text. */
    public static Field text(String name, String about) {
        return of(name, "text", about, Scalars::string);
    }

    /** One of these words; any case, and hyphens for underscores, will do. */
    public static Field word(String name, String about, Collection<String> values) {
        List<String> known = List.copyOf(values);
        return new Field(name, "word", about, known, value -> Scalars.wordOf(value, known), false, null);
    }

    /** A whole number within bounds. */
    public static Field whole(String name, String about, int least, int most) {
        return of(
                name,
                "whole number from " + least + " to " + most,
                about,
                value -> Scalars.wholeOf(value, least, most));
    }

    /** True or false. */
    public static Field flag(String name, String about) {
        return new Field(name, "flag", about, List.of("true", "false"), Scalars::flagOf, false, null);
    }

    /** Yuan: not negative, at most four decimals, as text or as a number. */
    public static Field amount(String name, String about) {
        return of(name, "yuan, such as \"88.00\"", about, Scalars::amountOf);
    }

    /** How long something takes, in ISO-8601: a {@link Span}. */
    public static Field span(String name, String about) {
        return of(name, "duration from 0 to a century, such as \"PT15M\"", about, Scalars::spanOf);
    }

    /** How far something is moved, in ISO-8601: at most a century either way. */
    public static Field shift(String name, String about) {
        return of(name, "duration of at most a century either way, such as \"-PT15M\"", about, Scalars::durationOf);
    }

    /** A moment of ISO-8601. */
    public static Field instant(String name, String about) {
        return of(name, "moment, such as \"2026-11-27T12:00:00Z\"", about, Scalars::instantOf);
    }

    /** A list of texts. */
    public static Field texts(String name, String about) {
        return of(
                name,
                "list of at most " + MOST_ITEMS + " texts",
                about,
                value -> listOf(name, value, (item, at) -> Scalars.string(item)));
    }

    /** A list of words. */
    public static Field words(String name, String about, Collection<String> values) {
        List<String> known = List.copyOf(values);
        return new Field(
                name,
                "list of words",
                about,
                known,
                value -> listOf(name, value, (item, at) -> Scalars.wordOf(item, known)),
                false,
                null);
    }

    /** An object of this form. */
    public static Field object(String name, String about, Form form) {
        return new Field(
                name, "object", about, List.of(), value -> form.read(Scalars.objectOf(value), name), false, form);
    }

    /** A list of objects of this form. */
    public static Field objects(String name, String about, Form form) {
        return new Field(
                name,
                "list of objects",
                about,
                List.of(),
                value -> listOf(name, value, (item, at) -> form.read(Scalars.objectOf(item), at)),
                false,
                form);
    }

    /** The same, which must be there. */
    public Field required() {
        return new Field(name, type, about, values, reader, true, within);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    List<String> values() {
        return values;
    }

    boolean isRequired() {
        return required;
    }

    /** Makes of a text what JSON would have in its place: a number where one belongs, a list of one. */
    public JsonElement ofText(String text) {
        if (type.startsWith("list")) {
            JsonArray one = new JsonArray();
            one.add(text);
            return one;
        }
        boolean isNumber = type.startsWith("whole") && WHOLE.matcher(text).matches();
        return isNumber ? new JsonPrimitive(Long.valueOf(text)) : new JsonPrimitive(text);
    }

    /** Reads a value. */
    Object read(JsonElement value) {
        Object read = reader.apply(value);
        if (read == null) {
            throw new Misfit(name, name + " must be " + (values.isEmpty() ? "a " + type : "one of its values"), values);
        }
        return read;
    }

    JsonObject index() {
        JsonObject index = new JsonObject();
        index.addProperty("name", name);
        index.addProperty("type", type);
        index.addProperty("required", required);
        index.addProperty("about", about);
        if (!values.isEmpty()) {
            JsonArray listed = new JsonArray();
            values.forEach(listed::add);
            index.add("values", listed);
        }
        if (within != null) {
            index.add("fields", within.index());
        }
        return index;
    }

    private interface Item {
        @Nullable
        Object read(JsonElement item, String at);
    }

    private static @Nullable List<Object> listOf(String name, JsonElement value, Item reader) {
        if (!(value instanceof JsonArray array) || array.size() > MOST_ITEMS) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (JsonElement element : array) {
            Object item = reader.read(element, name + "[" + items.size() + "]");
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return items;
    }
}
