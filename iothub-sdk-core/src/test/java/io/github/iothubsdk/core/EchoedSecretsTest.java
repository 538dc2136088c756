package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.internal.JdkHttpTransport;
import io.github.iothubsdk.core.internal.OkHttpTransport;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.CapturedLogs;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.ScriptedTransport.Line;
import io.github.iothubsdk.core.support.VirtualTime;
import io.github.iothubsdk.core.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service echoes of what the client was given, wherever it does: it comes to no message, cause or log. */
@Isolated("listens to all logs of the process")
class EchoedSecretsTest {

    private static final String SECRET_KEY = "canary-secret/key+1";
    private static final String TOKEN = "canary-session~token?2";
    private static final String OLD_TOKEN = "canary-former-token-3";
    private static final String PASSWORD = "canary\"pass\\word'4<";

    /** A line or a body that is cleaned says so. */
    private static final String MASK = "******";

    private final VirtualTime timeSource = new VirtualTime();

    /** Each secret as it was given, and as this client or anybody else encodes it. */
    static Map<String, String> secrets() {
        Map<String, String> all = new LinkedHashMap<>();
        Map.of("secret key", SECRET_KEY, "token", TOKEN, "former token", OLD_TOKEN, "password", PASSWORD)
                .forEach((name, secret) -> {
                    all.put(name, secret);
                    all.put(name + " in base64", base64(secret));
                    all.put(name + " percent-encoded", URLEncoder.encode(secret, StandardCharsets.UTF_8));
                    all.put(name + " in JSON", json(secret));
                });
        return all;
    }

    /** Each place of an answer that comes to an exception. */
    static Map<String, Function<String, Line>> places() {
        Map<String, Function<String, Line>> all = new LinkedHashMap<>();
        all.put("message", echo -> error("\"message\":\"" + json("such as " + echo + ".") + "\""));
        all.put("status word", echo -> error("\"status\":\"" + json(echo) + "\""));
        all.put("details", echo -> error("\"message\":\"m\",\"details\":[{\"why\":\"" + json(echo) + "\"}]"));
        all.put("error that is a text", echo -> ScriptedTransport.json(400, "{\"error\":\"" + json(echo) + "\"}"));
        all.put(
                "request id",
                echo -> ScriptedTransport.json(400, "{\"requestId\":\"" + json(echo) + "\",\"error\":{\"code\":400}}"));
        all.put(
                "request id of an odd answer",
                echo -> ScriptedTransport.json(200, "{\"requestId\":\"" + json(echo) + "\",\"result\":7}"));
        all.put("request id header", echo -> header(echo, 400, "{\"error\":{\"code\":400,\"message\":\"m\"}}"));
        all.put("request id header of an odd page", echo -> header(echo, 502, "<html>"));
        all.put("name of a key", echo -> ScriptedTransport.json(200, "{\"odd " + json(echo) + "\":1}"));
        all.put("message of the HTTP client", echo -> ScriptedTransport.failing(new IOException("line: " + echo)));
        all.put(
                "cause of the HTTP client",
                echo -> ScriptedTransport.failing(new IOException("lost", new IllegalStateException("line: " + echo))));
        all.put("suppressed by the HTTP client", echo -> {
            var lost = new IOException("lost");
            lost.addSuppressed(new IllegalStateException("line: " + echo));
            return ScriptedTransport.failing(lost);
        });
        return all;
    }

    static Stream<Arguments> everySecretInEveryPlace() {
        return secrets().keySet().stream()
                .flatMap(secret -> places().keySet().stream().map(place -> arguments(secret, place)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource
    void everySecretInEveryPlace(String secret, String place) {
        String echo = get(secrets(), secret);
        Line answer = get(places(), place).apply(echo);
        var transport = new ScriptedTransport(ScriptedTransport.json(200, "{}"), answer, answer);
        try (var logs = new CapturedLogs();
                ApiClient client = Calls.client(transport, timeSource, refreshing())) {
            attempt(client, timeSource); // with the former token, and the password in its body

            String told = attempt(client, timeSource) + show(client, timeSource) + logs.lines();
            clean(told);
            assertThat(told).contains(MASK);
        }
    }

    static Stream<Arguments> everySecretInEveryLineOfEachClient() {
        return Stream.of("OkHttp", "JDK")
                .flatMap(client -> Stream.of("status line", "header line", "chunk", "location")
                        .flatMap(line -> Stream.of(SECRET_KEY, TOKEN, base64(TOKEN), PASSWORD)
                                .map(secret -> arguments(client, line, secret))));
    }

    /** The exceptions of HTTP clients quote lines that they cannot read. */
    @ParameterizedTest(name = "{2} in the {1}, {0}")
    @MethodSource
    void everySecretInEveryLineOfEachClient(String client, String line, String secret) {
        String answer = switch (line) {
            case "status line" -> "HTTP/1.1 two " + secret + "\r\n\r\n";
            case "header line" -> "HTTP/1.1 200 OK\r\n" + secret + "\r\n\r\n";
            case "chunk" -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + secret + "\r\n";
            default ->
                "HTTP/1.1 302 Found\r\nLocation: " + secret + "\r\nx-jdcloud-request-id: " + secret
                        + "\r\nContent-Length: 0\r\n\r\n";
        };
        Supplier<HttpTransport> transport = () -> client.equals("JDK")
                ? new JdkHttpTransport(Duration.ofSeconds(5))
                : new OkHttpTransport(Duration.ofSeconds(5));
        RawServer server = RawServer.reacting(Reaction.answer(answer).then(RawServer.CLOSE));
        ApiConfig config = ApiConfig.builder()
                .endpoint(URI.create(server.origin()))
                .transport(transport)
                .build();
        try (server;
                var logs = new CapturedLogs();
                var api = new ApiClient(CredentialsProvider.of(keys(TOKEN)), config)) {
            clean(attempt(api, config.timeSource()) + logs.lines());
        }
    }

    @Test
    void whatTheClientIsToldToHide() {
        var transport = new ScriptedTransport(get(places(), "message").apply(PASSWORD));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            client.hide(Secret.of(PASSWORD));

            assertThat(show(client, timeSource)).contains("such as ******.");
            assertThat(client.quote("the\r\n\u001b[2Jstate " + PASSWORD + "!")).isEqualTo("the ?[2Jstate ******!");
        }
    }

    private static <T> T get(Map<String, T> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow();
    }

    private static void clean(String told) {
        List<String> all = new ArrayList<>(secrets().values());
        all.add("canary");
        assertThat(told).doesNotContainIgnoringCase(all.toArray(String[]::new));
    }

    private static String attempt(ApiClient client, TimeSource timeSource) {
        var call = Calls.create().body(Map.of("name", "plant-7", "database", Map.of("rdsPasswd", PASSWORD)));
        return told(() -> client.call(call.commit(Calls.Vpc.class, any -> true), Calls.minute(timeSource)));
    }

    /** Another operation, which holds no password. */
    private static String show(ApiClient client, TimeSource timeSource) {
        return told(() -> client.call(
                Calls.show().read(Calls.Vpc.class, any -> false), RetryPolicy.none(), Calls.minute(timeSource)));
    }

    private static String told(Supplier<Object> call) {
        try {
            return String.valueOf(call.get());
        } catch (ApiException e) {
            return CapturedLogs.everything(e)
                    + e.requestId()
                    + (e instanceof ApiException.Rejected no ? no.rejection().toString() : "")
                    + (e instanceof ApiException.NotUnderstood odd
                            ? odd.keysSeen().toString()
                            : "");
        }
    }

    private static CredentialsProvider refreshing() {
        AtomicInteger asked = new AtomicInteger();
        return () -> Optional.of(keys(asked.getAndIncrement() == 0 ? OLD_TOKEN : TOKEN));
    }

    private static Credentials keys(String token) {
        return Credentials.of("AK", Secret.of(SECRET_KEY), Secret.of(token));
    }

    private static Line error(String inside) {
        return ScriptedTransport.json(400, "{\"error\":{\"code\":400," + inside + "}}");
    }

    private static Line header(String value, int status, String body) {
        return ScriptedTransport.answer(status, body, Map.of("x-jdcloud-request-id", value));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
