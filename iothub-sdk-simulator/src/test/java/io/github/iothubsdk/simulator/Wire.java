package io.github.iothubsdk.simulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A raw client: signs well unless told to sign badly. */
final class Wire {
    static final String HUB = "/v2/regions/cn-north-1/instances";
    static final String USER = "/v1/describeUser";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final @Nullable Simulator simulator;
    private final URI endpoint;
    private final InstantSource clock;
    private final String accessKey;
    private final String secretKey;

    Wire(Simulator simulator, InstantSource clock) {
        this(simulator, clock, Demo.ACCESS_KEY, Demo.SECRET_KEY);
    }

    /** To another process. */
    Wire(URI endpoint, InstantSource clock) {
        this.simulator = null;
        this.endpoint = endpoint;
        this.clock = clock;
        this.accessKey = Demo.ACCESS_KEY;
        this.secretKey = Demo.SECRET_KEY;
    }

    Wire(Simulator simulator, InstantSource clock, String accessKey, String secretKey) {
        this.simulator = simulator;
        this.endpoint = simulator.endpoint();
        this.clock = clock;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    record Answer(int status, String body, HttpHeaders headers) {
        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        JsonObject result() {
            return json().getAsJsonObject("result");
        }

        String error() {
            JsonObject error = json().getAsJsonObject("error");
            return status + " " + error.get("status").getAsString() + ": "
                    + error.get("message").getAsString();
        }
    }

    Call get(String service, String target) {
        return new Call("GET", service, target, "");
    }

    Call post(String service, String target, String body) {
        return new Call("POST", service, target, body);
    }

    Call delete(String service, String target) {
        return new Call("DELETE", service, target, "");
    }

    Answer create(String name, String clientToken) throws Exception {
        return post("iothub", HUB, createBody(name, clientToken)).send();
    }

    static String createBody(String name, String clientToken) {
        return """
                {"clientToken":"%s","name":"%s","description":"line 7","vpcId":"%s","subnetId":"%s",\
                "rdsInstanceId":"%s","rdsDatabase":"iothub","rdsHostName":"%s","rdsUserName":"u","rdsPassword":"p"}""".formatted(clientToken, name, Demo.VPC, Demo.SUBNET, Demo.RDS, Demo.RDS_HOST);
    }

    Answer pay(String orderNumber) throws Exception {
        return post("order", "/v2/regions/cn-north-1/order/" + orderNumber + ":pay", "{\"autoPay\":true}")
                .send();
    }

    Answer order(String orderNumber) throws Exception {
        return get("order", "/v2/regions/cn-north-1/order/" + orderNumber + "?includeDetail=true")
                .send();
    }

    /** Creates and pays; returns the order's number. */
    String buy(String name) throws Exception {
        String number =
                create(name, "token-" + name).result().get("orderNumber").getAsString();
        pay(number);
        return number;
    }

    Answer list() throws Exception {
        return get("iothub", HUB + "?pageNumber=1&pageSize=100").send();
    }

    final class Call {
        private final String method;
        private final String service;
        private final String target;
        private final String body;
        private final Map<String, String> signed = new LinkedHashMap<>();
        private final Map<String, String> unsigned = new LinkedHashMap<>();
        private String region;
        private String secret = secretKey;
        private String sentBody;
        private boolean upperCase;

        Call(String method, String service, String target, String body) {
            this.method = method;
            this.service = service;
            this.target = target;
            this.body = body;
            this.sentBody = body;
            this.region = target.contains("/regions/") ? target.split("/", -1)[3] : "jdcloud-api";
            signed.put("host", endpoint.getAuthority());
            signed.put("content-type", "application/json");
            signed.put("x-jdcloud-date", DATE.format(clock.instant()));
            signed.put("x-jdcloud-nonce", UUID.randomUUID().toString());
        }

        Call region(String value) {
            region = value;
            return this;
        }

        Call secret(String value) {
            secret = value;
            return this;
        }

        Call header(String name, String value) {
            signed.put(name, value);
            return this;
        }

        Call without(String name) {
            signed.remove(name);
            return this;
        }

        Call unsigned(String name, String value) {
            signed.remove(name);
            unsigned.put(name, value);
            return this;
        }

        Call token(String raw) {
            return header(
                    "x-jdcloud-security-token",
                    Base64.getEncoder().encodeToString(raw.getBytes(StandardCharsets.UTF_8)));
        }

        Call swapBody(String other) {
            sentBody = other;
            return this;
        }

        Call upperCase() {
            upperCase = true;
            return this;
        }

        private String authorization() throws Exception {
            return new TinySigner(accessKey, secret, service, region).authorization(method, target, signed, body);
        }

        Answer send() throws Exception {
            return send(authorization());
        }

        /** Makes the call in this process. */
        Exchange exchange() throws Exception {
            return exchange(authorization());
        }

        private Exchange exchange(String authorization) {
            Map<String, String> headers = new LinkedHashMap<>();
            signed.forEach((name, value) -> headers.put(upperCase ? name.toUpperCase(Locale.ROOT) : name, value));
            headers.put("Authorization", authorization);
            return Objects.requireNonNull(simulator)
                    .exchange(method, target, headers, sentBody.getBytes(StandardCharsets.UTF_8));
        }

        Answer send(String authorization) throws Exception {
            if (endpoint.getPort() == 1) {
                Exchange exchange = exchange(authorization);
                String text = new String(exchange.body(), StandardCharsets.UTF_8);
                Map<String, List<String>> headers = new HashMap<>();
                exchange.headers().forEach((name, value) -> headers.put(name, List.of(value)));
                return new Answer(exchange.status(), text, HttpHeaders.of(headers, (name, value) -> true));
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(target))
                    .timeout(Duration.ofSeconds(10))
                    .method(method, HttpRequest.BodyPublishers.ofString(sentBody));
            signed.forEach((name, value) -> {
                if (!name.equals("host")) {
                    request.header(name, value);
                }
            });
            unsigned.forEach(request::header);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        }
    }
}
