package io.github.iothubsdk.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.simulator.form.Field;
import io.github.iothubsdk.simulator.form.Form;
import io.github.iothubsdk.simulator.form.Given;
import io.github.iothubsdk.simulator.form.Misfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads faults that are said in words: JSON, or a line such as {@code pay:after:drop}. */
final class FaultWords {
    private static final Map<String, Route> SHORT_ROUTES = Map.of(
            "create", Route.CREATE_INSTANCE,
            "pay", Route.PAY_ORDER,
            "order", Route.QUERY_ORDER,
            "orders", Route.QUERY_ORDERS,
            "list", Route.LIST_INSTANCES,
            "show", Route.SHOW_INSTANCE,
            "delete", Route.DELETE_INSTANCE,
            "user", Route.DESCRIBE_USER,
            "balance", Route.DESCRIBE_ACCOUNT_AMOUNT);
    private static final Map<String, FaultKind> SHORT_KINDS = Map.of(
            "drop", FaultKind.DROP_CONNECTION,
            "reset", FaultKind.RESET_CONNECTION,
            "late", FaultKind.LAND_LATE,
            "429", FaultKind.RATE_LIMITED);

    private final Dialect dialect;

    FaultWords(Dialect dialect) {
        this.dialect = dialect;
    }

    /** When it strikes, whatever it is. */
    Form common() {
        return Form.of(
                Field.word(
                                "route",
                                "whose calls; short: "
                                        + String.join(
                                                ", ",
                                                SHORT_ROUTES.keySet().stream()
                                                        .sorted()
                                                        .toList()),
                                routes())
                        .required(),
                Field.whole("nth", "the first call that it strikes, from now on; 1 by default", 1, 1_000_000),
                Field.whole("times", "how many calls in a row; 1 by default", 1, 1_000_000),
                Field.flag("always", "every call from the nth on, in place of times"),
                Field.word(
                        "when", "before the effect of the call, the default, or after it", List.of("before", "after")),
                Field.word("kind", "what happens; some have fields of their own", FaultKind.words())
                        .required());
    }

    private List<String> routes() {
        return Arrays.stream(Route.values())
                .filter(route -> route.isIn(dialect))
                .map(Route::name)
                .toList();
    }

    /** What each kind has of its own, for who asks. */
    JsonObject kinds() {
        JsonObject kinds = new JsonObject();
        FaultKind.SAID.forEach(kind -> kinds.add(kind.word, new Form(kind.fields).index()));
        return kinds;
    }

    /**
     * Arms what these words say.
     *
     * @throws Misfit when they say nothing that there is
     */
    void arm(Faults faults, JsonObject said) {
        JsonObject words = said.deepCopy();
        put(words, "route", SHORT_ROUTES.get("" + lower(words, "route")));
        put(words, "kind", SHORT_KINDS.get("" + lower(words, "kind")));
        FaultKind kind = kind(words);
        Given given = common().and(kind.fields).read(words);
        FaultBuilder fault = faults.on(Route.valueOf(given.text("route")));
        if (given.flag("always", false)) {
            given.ifGiven("times", times -> {
                throw new Misfit(times, "times and always exclude each other");
            });
            fault.alwaysFrom(given.whole("nth", 1));
        } else {
            fault.call(given.whole("nth", 1)).times(given.whole("times", 1));
        }
        place(fault, kind, given);
        try {
            kind.arm(fault, given);
        } catch (IllegalArgumentException unfit) {
            throw new Misfit(kind.fields.get(kind.fields.size() - 1).name(), String.valueOf(unfit.getMessage()));
        }
    }

    private static FaultKind kind(JsonObject words) {
        if ("meanwhile".equals(lower(words, "kind"))) {
            throw new Misfit("kind", "meanwhile is code, which only Java can say", FaultKind.words());
        }
        Field field = Field.word("kind", "", FaultKind.words()).required();
        JsonObject alone = new JsonObject();
        if (words.has("kind")) {
            alone.add("kind", words.get("kind"));
        }
        return FaultKind.of(Form.of(field).read(alone).text("kind"));
    }

    private static void place(FaultBuilder fault, FaultKind kind, Given given) {
        Boolean always = kind.isAlwaysAfter();
        boolean after = given.text("when", Boolean.TRUE.equals(always) ? "after" : "before")
                .equals("after");
        if (always != null && always != after) {
            String only = always ? "after" : "before";
            throw new Misfit("when", "%s strikes %s the effect only".formatted(kind.word, only), List.of(only));
        }
        FaultBuilder unused = after ? fault.afterEffect() : fault.beforeEffect();
    }

    private static @Nullable String lower(JsonObject words, String name) {
        return words.get(name) instanceof JsonPrimitive word && word.isString()
                ? word.getAsString().toLowerCase(Locale.ROOT)
                : null;
    }

    private static void put(JsonObject words, String name, @Nullable Enum<?> meant) {
        if (meant != null) {
            words.addProperty(name, meant instanceof FaultKind kind ? kind.word : meant.name());
        }
    }

    private static void requireNew(String name, @Nullable Object before) {
        if (before != null) {
            throw new Misfit(name, name + " is said twice");
        }
    }

    private static JsonObject whole(String line) {
        try {
            return RecordedJson.parse(line).tree();
        } catch (RecordedLines.Unfit broken) {
            throw new IllegalArgumentException("it begins as a JSON object, but " + broken.getMessage(), broken);
        }
    }

    /** Reads a line: a route, then in any order before or after, a kind, and fields as {@code nth=2}, with colons between. */
    JsonObject line(String line) {
        if (line.startsWith("{")) {
            return whole(line);
        }
        List<String> parts = new ArrayList<>(List.of(line.split(":", -1)));
        JsonObject words = Json.object("route", parts.remove(0));
        Map<String, String> fields = new LinkedHashMap<>();
        parts.forEach(part -> part(part, words, fields));
        if (words.has("always")) {
            words.addProperty("always", true);
        }
        put(words, "kind", SHORT_KINDS.get("" + lower(words, "kind")));
        Form form = common().and(kind(words).fields);
        fields.forEach((name, value) -> words.add(
                name,
                form.field(name)
                        .<JsonElement>map(field -> field.ofText(value))
                        .orElseGet(() -> new JsonPrimitive(value))));
        return words;
    }

    private static void part(String part, JsonObject words, Map<String, String> fields) {
        int equals = part.indexOf('=');
        if (equals > 0) {
            String name = part.substring(0, equals);
            requireNew(name, fields.put(name, part.substring(equals + 1)));
        } else {
            boolean isWhen = part.equals("before") || part.equals("after");
            String name = isWhen ? "when" : part.equals("always") ? part : "kind";
            requireNew(name, words.get(name));
            words.addProperty(name, part);
        }
    }
}
