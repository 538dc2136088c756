package io.github.iothubsdk.cli;

import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Items;
import io.github.iothubsdk.core.internal.json.JsonValue.Member;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.json.JsonValue.Nothing;
import io.github.iothubsdk.core.internal.json.JsonValue.Numeral;
import io.github.iothubsdk.core.internal.json.JsonValue.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a dialect names, and says what is there in its place. */
final class DriftNames {

    private DriftNames() {}

    /** In other letters, or with something in front of it or behind. */
    static boolean isLike(String name, String old) {
        String one = name.toLowerCase(Locale.ROOT).replace("_", "");
        String other = old.substring(old.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return other.length() > 2 && (one.endsWith(other) || one.startsWith(other));
    }

    static String seen(Members result) {
        List<String> names = result.all().stream().map(Member::name).limit(10).toList();
        return names.isEmpty() ? "; the result is empty" : "; there are " + String.join(", ", names);
    }

    static Stream<String> present(Members in, List<String> names) {
        return names.stream().filter(name -> at(in, name).isPresent());
    }

    /** A null is as good as nothing. */
    static Optional<JsonValue> at(Members in, String name) {
        JsonValue value = in;
        for (String step : name.equals(".") ? List.<String>of() : List.of(name.split("\\.", -1))) {
            Optional<JsonValue> next = value instanceof Members fields ? fields.get(step) : Optional.empty();
            if (next.isEmpty() || next.get() instanceof Nothing) {
                return Optional.empty();
            }
            value = next.get();
        }
        return Optional.of(value);
    }

    static String kind(JsonValue value) {
        if (value instanceof Members) {
            return "an object";
        }
        if (value instanceof Items) {
            return "a list";
        }
        return value instanceof Text ? "a text" : value instanceof Numeral ? "a number" : "true or false";
    }
}
