package io.github.iothubsdk.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param target the raw path and query
 * @param headers by lower-case name; repeated ones joined by a comma
 */
record Request(String method, String target, Map<String, String> headers, ByteString body) {
    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    String rawPath() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    List<String> segments() {
        return Escapes.segments(rawPath());
    }

    Query query() {
        int mark = target.indexOf('?');
        return Query.parse(mark < 0 ? "" : target.substring(mark + 1));
    }

    String text() {
        return body.utf8();
    }
}
