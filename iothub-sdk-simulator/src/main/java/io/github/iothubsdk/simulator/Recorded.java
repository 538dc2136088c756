package io.github.iothubsdk.simulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.iothubsdk.simulator.RecordedLines.Unfit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One exchange of a recording.
 *
 * @param path as it is written
 * @param answer null when there was none
 */
record Recorded(
        String service, String path, Asked asked, @Nullable Answer answer) {
    private static final Pattern FAILED = Pattern.compile("not-sent|no-answer|interrupted");
    private static final Pattern STATUS = Pattern.compile("[2-9]\\d\\d");
    private static final Pattern HIDDEN = Pattern.compile("<text:(\\d{1,8})>");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,1000}");
    private static final int LONGEST_TEXT = 16 << 20;

    /**
     * What came back.
     *
     * @param headers by lower-case name, without those whose value was hidden
     * @param json the whole body; null when it was no JSON object
     * @param length of a body that was no JSON object, in bytes
     */
    record Answer(
            int status,
            Map<String, String> headers,
            @Nullable String json,
            int length) {
        /** Words that were not recorded are as many letters. */
        Reply reply(String otherId) {
            String body = json != null ? json : "x".repeat(length);
            String id = headers.get("x-jdcloud-request-id");
            String after = headers.get("retry-after");
            List<Head.Header> extra = after == null ? List.of() : List.of(new Head.Header("Retry-After", after));
            return new Reply(
                    id == null ? otherId : id,
                    status,
                    headers.getOrDefault("content-type", ""),
                    body,
                    new Head(extra, id != null, HttpDate::of),
                    Duration.ZERO,
                    Exchange.Ending.ANSWER,
                    null);
        }
    }

    static Recorded of(RecordedJson line) throws Unfit {
        String path = line.text("path");
        if (!path.startsWith("/") || !VALUE.matcher(path).matches()) {
            throw new Unfit("path is none");
        }
        JsonObject body = line.has("request") && !line.isText("request") ? line.object("request") : null;
        Asked asked = Asked.of(line.text("method"), path, line.object("query"), body);
        return new Recorded(line.text("service"), path, asked, line.has("failed") ? failure(line) : answer(line));
    }

    private static @Nullable Answer failure(RecordedJson line) throws Unfit {
        if (!FAILED.matcher(line.text("failed")).matches()) {
            throw new Unfit("failed is none of not-sent, no-answer and interrupted");
        }
        return null;
    }

    private static Answer answer(RecordedJson line) throws Unfit {
        String status = line.number("status");
        if (!STATUS.matcher(status).matches()) {
            throw new Unfit("status is none of an answer");
        }
        JsonObject response = line.object("response");
        return new Answer(
                Integer.parseInt(status),
                headers(line.object("headers")),
                response == null ? null : Json.write(response),
                response == null ? length(line.text("text")) : 0);
    }

    private static int length(String text) throws Unfit {
        Matcher hidden = HIDDEN.matcher(text);
        int length = hidden.matches() ? Integer.parseInt(hidden.group(1)) : -1;
        if (length < 0 || length > LONGEST_TEXT) {
            throw new Unfit("text is no length up to " + LONGEST_TEXT + ", as <text:12>");
        }
        return length;
    }

    private static Map<String, String> headers(@Nullable JsonObject recorded) throws Unfit {
        Map<String, String> headers = new TreeMap<>();
        if (recorded != null) {
            for (Map.Entry<String, JsonElement> header : recorded.entrySet()) {
                String value =
                        header.getValue() instanceof JsonPrimitive text && text.isString() ? text.getAsString() : "\n";
                if (!VALUE.matcher(value).matches()) {
                    throw new Unfit("a header's value is none");
                }
                if (!HIDDEN.matcher(value).matches()) {
                    headers.put(header.getKey().toLowerCase(Locale.ROOT), value);
                }
            }
        }
        return headers;
    }

    /** Says what it was, for people. */
    String said() {
        return asked.said(path);
    }
}
