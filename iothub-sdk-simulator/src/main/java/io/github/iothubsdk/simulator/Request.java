package io.github.iothubsdk.simulator;

import java.util.HashMap;
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
    static Request of(String method, String target, Map<String, String> headers, byte[] body) {
        Map<String, String> byName = new HashMap<>();
        headers.forEach((name, value) -> byName.merge(name.toLowerCase(Locale.ROOT), value, Request::join));
        return new Request(method, target, byName, ByteString.of(body));
    }

    /** Joins the values of a header that came twice. */
    static String join(String first, String next) {
        return first + "," + next;
    }

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
