package io.github.iothubsdk.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a request decides which recorded answer it gets, beside its service.
 *
 * @param segments the path's, decoded
 * @param page of a list; "1" when none was asked for
 */
record Asked(String method, List<String> segments, String page) {
    private static final String FIRST = "1";

    static Asked of(Request request) {
        String inQuery = request.query().get("pageNumber");
        String page = inQuery == null ? page(body(request)) : inQuery;
        return new Asked(request.method(), segments(request.rawPath()), page);
    }

    static Asked of(String method, String path, @Nullable JsonObject query, @Nullable JsonObject body) {
        boolean inQuery = query != null && query.has("pageNumber");
        return new Asked(method, segments(path), page(inQuery ? query : body));
    }

    /** A path that is escaped badly is itself. */
    private static List<String> segments(String path) {
        try {
            return List.copyOf(Escapes.segments(path));
        } catch (ApiError malformed) {
            return List.of(path);
        }
    }

    private static @Nullable JsonObject body(Request request) {
        try {
            return Json.read(request.text());
        } catch (ApiError noObject) {
            return null;
        }
    }

    /** It stands there, or in queryVo, which is how orders are asked for. */
    private static String page(@Nullable JsonObject fields) {
        if (fields == null) {
            return FIRST;
        }
        JsonElement within = fields.get("queryVo");
        JsonElement page = within instanceof JsonObject query && !fields.has("pageNumber")
                ? query.get("pageNumber")
                : fields.get("pageNumber");
        return page instanceof JsonPrimitive number ? number.getAsString() : FIRST;
    }

    /** For people. */
    String said(String path) {
        return method + " " + path + (page.equals(FIRST) || !page.matches("-?\\d{1,9}") ? "" : ", page " + page);
    }
}
