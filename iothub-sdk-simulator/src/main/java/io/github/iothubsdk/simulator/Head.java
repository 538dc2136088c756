package io.github.iothubsdk.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's headers tell beside its content type.
 *
 * @param isTraced whether the request's id is among them
 */
record Head(List<Header> extra, boolean isTraced, Dating dating) {
    static final Head BESIDE = new Head(
            List.of(
                    new Header("Cache-Control", "no-store"),
                    new Header("X-Content-Type-Options", "nosniff"),
                    new Header("X-Frame-Options", "DENY"), // a click in a frame of another page's is that page's
                    new Header("Content-Security-Policy", "frame-ancestors 'none'")),
            false,
            HttpDate::of);
    static final Head PLAIN = new Head(List.of(), true, HttpDate::of);

    /** Makes the Date header; null is none. */
    interface Dating {
        @Nullable
        String at(Instant now);
    }

    record Header(String name, String value) {
        private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
        private static final Pattern VALUE = Pattern.compile("[\t\\x20-\\x7e]{0,8000}");
        private static final Set<String> FRAMING = Set.of("transfer-encoding", "content-length", "connection");

        /** Refuses what no answer can carry, before somebody waits for it. */
        Header {
            if (!NAME.matcher(name).matches() || FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "a header's name is a word of ASCII, and none that frames the answer (" + FRAMING + ")");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("a header's value is up to 8000 characters of printable ASCII");
            }
        }

        /** Reads a line such as {@code Retry-After: 0}. */
        static Header of(String line) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a header is written as 'Name: value'");
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
