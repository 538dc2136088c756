package io.github.iothubsdk.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decoded pairs of a query, in the order they arrived. */
record Query(List<Pair> pairs) {
    record Pair(String name, String value) {}

    static Query parse(String raw) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            if (!name.isEmpty()) {
                pairs.add(new Pair(Escapes.decode(name), Escapes.decode(value)));
            }
        }
        return new Query(pairs);
    }

    @Nullable
    String get(String name) {
        return pairs.stream()
                .filter(pair -> pair.name.equals(name))
                .map(Pair::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns the pairs encoded, sorted by name and then value, and joined: the form that is signed. */
    String canonical() {
        List<String> encoded = new ArrayList<>();
        pairs.stream()
                .map(pair -> new Pair(Escapes.encode(pair.name), Escapes.encode(pair.value)))
                .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
                .forEach(pair -> encoded.add(pair.name + "=" + pair.value));
        return String.join("&", encoded);
    }
}
