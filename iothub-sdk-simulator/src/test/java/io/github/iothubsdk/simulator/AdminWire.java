package io.github.iothubsdk.simulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Speaks to the admin interface over a socket. */
record AdminWire(Simulator simulator) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, JsonObject json, HttpResponse<String> raw) {
        JsonObject error() {
            return json.getAsJsonObject("error");
        }

        String message() {
            return error().get("message").getAsString();
        }

        String field() {
            return error().get("field").getAsString();
        }

        List<String> values() {
            return texts(error().getAsJsonArray("values"));
        }

        List<JsonObject> rows(String name) {
            return json.getAsJsonArray(name).asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .toList();
        }
    }

    static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    Answer get(String path) throws Exception {
        return send("GET", path, null);
    }

    Answer delete(String path) throws Exception {
        return send("DELETE", path, null);
    }

    Answer post(String path, String json) throws Exception {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    Answer send(String method, String path, @Nullable String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        simulator.endpoint().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> raw = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(raw.statusCode(), JsonParser.parseString(raw.body()).getAsJsonObject(), raw);
    }
}
