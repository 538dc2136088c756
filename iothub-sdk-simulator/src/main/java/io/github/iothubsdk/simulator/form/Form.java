package io.github.iothubsdk.simulator.form;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields that a request may have, and no others. */
public record Form(List<Field> fields) {
    /** Copies the list. */
    public Form {
        fields = List.copyOf(fields);
    }

    /** Makes one of these. */
    public static Form of(Field... fields) {
        return new Form(List.of(fields));
    }

    /** This one and more. */
    public Form and(List<Field> more) {
        List<Field> both = new ArrayList<>(fields);
        both.addAll(more);
        return new Form(both);
    }

    /** Finds a field. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The names of its fields. */
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /**
     * Reads a request.
     *
     * @throws Misfit when a field is missing, unknown, or holds what it may not
     */
    public Given read(JsonObject json) {
        for (String name : json.keySet()) {
            if (field(name).isEmpty()) {
                throw new Misfit(name, "there is no field " + quoted(name) + " here", names());
            }
        }
        Map<String, Object> given = new LinkedHashMap<>();
        for (Field field : fields) {
            if (json.has(field.name())) {
                given.put(field.name(), field.read(json.get(field.name())));
            } else if (field.isRequired()) {
                throw new Misfit(field.name(), field.name() + " is missing", field.values());
            }
        }
        return new Given(given);
    }

    /** Reads what stands in a field of another form; null stays null. */
    @Nullable
    Given read(@Nullable JsonObject json, String at) {
        try {
            return json == null ? null : read(json);
        } catch (Misfit inner) {
            throw inner.within(at);
        }
    }

    /** What it takes, for who asks. */
    public JsonArray index() {
        JsonArray index = new JsonArray();
        fields.forEach(field -> index.add(field.index()));
        return index;
    }

    /** Words of others are not repeated at any length. */
    private static String quoted(String name) {
        return "'" + (name.length() > 40 ? name.substring(0, 40) + "..." : name) + "'";
    }
}
