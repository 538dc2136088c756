package io.github.iothubsdk.provisioning.internal.gateway;

import com.google.gson.JsonObject;
import io.github.iothubsdk.core.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fuzzer's bytes as an operation and the answers to it, the last one for ever: the operation's name and a line feed; then
 * for each answer its status, headers, an empty line and a body, as in HTTP, with a form feed between two answers.
 */
final class ScriptedAnswers {

    static final int MOST = 4;

    /** One answer, and what it says as a tree. */
    record Answer(HttpResponse response, @Nullable JsonObject json) {
        int status() {
            return response.status();
        }

        @Nullable
        String requestId() {
            String inBody = AnswersFuzzTest.text(json, "requestId");
            return inBody != null && !inBody.isBlank()
                    ? inBody
                    : response.header("x-jdcloud-request-id").orElse(null);
        }
    }

    private final String operation;
    private final List<Answer> answers;
    private int sends;

    private ScriptedAnswers(String operation, List<Answer> answers) {
        this.operation = operation;
        this.answers = answers;
    }

    static ScriptedAnswers parse(byte[] input) {
        int line = end(input, 0, '\n');
        List<Answer> answers = new ArrayList<>();
        int at = line + 1;
        do {
            int end = answers.size() == MOST - 1 ? Math.max(at, input.length) : end(input, at, '\f');
            answers.add(answer(Arrays.copyOfRange(input, Math.min(at, input.length), Math.min(end, input.length))));
            at = end + 1;
        } while (at < input.length && answers.size() < MOST);
        return new ScriptedAnswers(new String(input, 0, line, StandardCharsets.UTF_8), answers);
    }

    private static Answer answer(byte[] bytes) {
        Map<String, String> headers = new HashMap<>();
        int end = end(bytes, 0, '\n');
        int status = status(new String(bytes, 0, end, StandardCharsets.UTF_8));
        int at = end + 1;
        while (at < bytes.length && bytes[at] != '\n') {
            end = end(bytes, at, '\n');
            String header = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).trim());
            }
            at = end + 1;
        }
        byte[] body = Arrays.copyOfRange(bytes, Math.min(at + 1, bytes.length), bytes.length);
        HttpResponse response = new HttpResponse(status, headers, body);
        return new Answer(response, AnswersFuzzTest.tree(response.text()));
    }

    private static int status(String text) {
        try {
            return Integer.parseInt(text.trim()) % 1_000;
        } catch (NumberFormatException e) {
            return 200;
        }
    }

    private static int end(byte[] bytes, int from, char of) {
        int end = from;
        while (end < bytes.length && bytes[end] != of) {
            end++;
        }
        return end;
    }

    String operation() {
        return operation;
    }

    List<Answer> all() {
        return answers;
    }

    /** What was answered last. */
    Answer last() {
        return answers.get(Math.min(Math.max(sends, 1), answers.size()) - 1);
    }

    /** Whether the last answer is the service's own word that it does not have it. */
    boolean provesAbsence() {
        JsonObject json = last().json();
        return json != null
                && last().requestId() != null
                && (AnswersFuzzTest.has(json, "error") || json.has("code"))
                && (last().status() == 404 || last().status() / 100 == 2)
                && (operation.equals("order") || operation.equals("show"));
    }

    int sends() {
        return sends;
    }

    HttpResponse next() {
        sends++;
        return last().response();
    }
}
