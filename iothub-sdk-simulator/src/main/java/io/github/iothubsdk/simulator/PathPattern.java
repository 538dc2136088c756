package io.github.iothubsdk.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path with parameters in braces, each a whole segment but for a trailing {@code :verb}. */
record PathPattern(List<String> segments) {
    static PathPattern of(String path) {
        return new PathPattern(List.of(path.split("/", -1)));
    }

    /** Returns the parameters when the decoded segments fit, otherwise null. */
    @Nullable
    Map<String, String> match(List<String> decoded) {
        if (decoded.size() != segments.size()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < decoded.size(); i++) {
            if (!fits(segments.get(i), decoded.get(i), parameters)) {
                return null;
            }
        }
        return parameters;
    }

    private static boolean fits(String pattern, String segment, Map<String, String> parameters) {
        if (!pattern.startsWith("{")) {
            return pattern.equals(segment);
        }
        int close = pattern.indexOf('}');
        String verb = pattern.substring(close + 1);
        if (!segment.endsWith(verb) || segment.length() == verb.length()) {
            return false;
        }
        parameters.put(pattern.substring(1, close), segment.substring(0, segment.length() - verb.length()));
        return true;
    }
}
