package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's headers tell beside its content type.
 *
 * @param isTraced whether the request's id is among them
 */
record Head(List<Header> extra, boolean isTraced, Dating dating) {
    static final Head BESIDE = new Head(
            List.of(new Header("Cache-Control", "no-store"), new Header("X-Content-Type-Options", "nosniff")),
            false,
            HttpDate::of);
    static final Head PLAIN = new Head(List.of(), true, HttpDate::of);

    /** Makes the Date header; null is none. */
    interface Dating {
        @Nullable
        String at(Instant now);
    }

    record Header(String name, String value) {
        /** Reads a line such as {@code Retry-After: 0}. */
        static Header of(String line) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a header is written as 'Name: value', not " + line);
            }
            return new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    Head untraced() {
        return new Head(extra, false, dating);
    }

    Head and(List<Header> more) {
        List<Header> all = new ArrayList<>(extra);
        all.addAll(more);
        return new Head(List.copyOf(all), isTraced, dating);
    }

    Head dated(Dating other) {
        return new Head(extra, isTraced, other);
    }
}
