package io.github.iothubsdk.provisioning.internal.step;

import io.github.iothubsdk.core.ApiClient;
import io.github.iothubsdk.core.ApiConfig;
import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceApi;
import io.github.iothubsdk.provisioning.internal.gateway.InstanceListCache;
import io.github.iothubsdk.provisioning.internal.gateway.OrderApi;
import io.github.iothubsdk.provisioning.internal.gateway.OrdersBefore;
import io.github.iothubsdk.provisioning.wire.WireDialects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service that answers with the orders and instances that the test gives it, and counts what it was asked. */
final class Wire implements HttpTransport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

    /** Rows of the order list, by number. */
    final Map<String, String> orders = new LinkedHashMap<>();
    /** What an order shows by itself, where that is not its row. */
    final Map<String, String> details = new LinkedHashMap<>();
    /** Orders that a query for a span shows; null when it shows all. */
    @Nullable
    List<String> inSpans;
    /** Orders that a query without one shows; null when it shows all. */
    @Nullable
    List<String> withoutSpan;

    final Map<String, String> instances = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();
    /** Answers to what begins so, instead of the usual ones; {@code "403 DENIED"} is an own no. */
    final Map<String, String> refused = new LinkedHashMap<>();

    final OrderApi orderApi;
    final InstanceApi instanceApi;
    final InstanceListCache shared;
    final OrdersBefore before;

    Wire(Bench bench) {
        var api = new ApiClient(
                CredentialsProvider.of(Credentials.of("AK", Secret.of("a-secret-key"))),
                ApiConfig.builder()
                        .transport(() -> this)
                        .timeSource(bench.time)
                        .rateLimit(0)
                        .build());
        orderApi = new OrderApi(api);
        instanceApi = new InstanceApi(api, WireDialects.iotHubInferred());
        shared = new InstanceListCache(instanceApi, bench.time, Duration.ofSeconds(1));
        before = new OrdersBefore(orderApi, bench.time);
    }

    /** An order as the service tells it. */
    Wire order(String number, String status, @Nullable Instant made, String items, String... more) {
        String time = made == null ? "" : ",\"createTime\":\"" + TIME.format(made) + '"';
        String others = more.length == 0 ? "" : ',' + String.join(",", more);
        orders.put(
                number,
                "{\"orderNumber\":\"" + number + "\",\"status\":\"" + status + "\"" + time + others
                        + ",\"orderItemDetails\":[" + items + "]}");
        return this;
    }

    static String item(String id, String name) {
        return item(id, name, "CREATING");
    }

    static String item(String id, String name, String status) {
        return "{\"itemId\":\"" + id + "\",\"itemName\":\"" + name + "\",\"status\":\"" + status + "\"}";
    }

    Wire instance(String id, String name, String status) {
        instances.put(
                id, "{\"instanceId\":\"" + id + "\",\"name\":\"" + name + "\",\"instanceStatus\":\"" + status + "\"}");
        return this;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** How often what begins so was asked for. */
    long asked(String begin) {
        return asked.stream().filter(call -> call.startsWith(begin)).count();
    }

    @Override
    public HttpResponse send(HttpRequest request) {
        String path = request.path().replaceAll(".*/cn-north-1", "");
        String body = new String(request.body(), StandardCharsets.UTF_8);
        String call = request.method() + " " + path + (body.contains("startTime") ? " in a span" : "");
        asked.add(call);
        for (Map.Entry<String, String> no : refused.entrySet()) {
            if (call.startsWith(no.getKey())) {
                int status = Integer.parseInt(no.getValue().substring(0, 3));
                return no(status, no.getValue().substring(4));
            }
        }
        if (path.equals("/orders")) {
            List<String> seen = body.contains("startTime") ? inSpans : withoutSpan;
            List<String> rows = orders.entrySet().stream()
                    .filter(row -> seen == null || seen.contains(row.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            return body.contains("\"pageNumber\":1")
                    ? yes("\"resultList\":[" + String.join(",", rows.subList(0, Math.min(100, rows.size())))
                            + "],\"totalCount\":" + rows.size())
                    : yes("\"resultList\":[" + rows.stream().skip(100).collect(Collectors.joining(","))
                            + "],\"totalCount\":" + rows.size());
        }
        if (path.endsWith(":pay")) {
            return yes("\"orderNumber\":\"" + path.replaceAll(".*/|:pay", "") + '"');
        }
        if (path.startsWith("/order/")) {
            String number = path.substring("/order/".length());
            String shown = details.getOrDefault(number, orders.get(number));
            return shown == null ? no(404, "NOT_FOUND") : yes("\"data\":" + shown);
        }
        if (path.startsWith("/instances/")) {
            String shown = instances.get(path.substring("/instances/".length()));
            return shown == null ? no(404, "NOT_FOUND") : yes("\"instance\":" + shown);
        }
        if (request.method().equals("POST")) {
            return yes(created);
        }
        return yes("\"page\":{\"totalSize\":" + instances.size() + "},\"instances\":["
                + String.join(",", instances.values()) + "]");
    }

    /** What an order is answered with. */
    String created = "\"instanceId\":\"i-7\",\"orderNumber\":\"2026\"";

    private static HttpResponse yes(String result) {
        return answer(200, "{\"requestId\":\"req-1\",\"result\":{" + result + "}}");
    }

    private static HttpResponse no(int status, String word) {
        return answer(
                status,
                "{\"requestId\":\"req-1\",\"error\":{\"code\":" + status + ",\"status\":\"" + word
                        + "\",\"message\":\"no\"}}");
    }

    private static HttpResponse answer(int status, String body) {
        return new HttpResponse(
                status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
