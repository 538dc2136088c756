package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iothubsdk.core.auth.Credentials;
import io.github.iothubsdk.core.auth.CredentialsProvider;
import io.github.iothubsdk.core.auth.Secret;
import io.github.iothubsdk.core.auth.Signer;
import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.CapturedLogs;
import io.github.iothubsdk.core.support.RawServer;
import io.github.iothubsdk.core.support.RawServer.Reaction;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import io.github.iothubsdk.core.time.TimeSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("listens to all logs of the process")
class SecretsStaySecretTest {

    private static final String SECRET_KEY = "canary-secret-key";
    private static final String TOKEN = "canary-session-token";
    private static final String PASSWORD = "canary\"pass\\word";
    private static final String QUERY = "canary-query";
    private static final Credentials KEYS = Credentials.of("AK", Secret.of(SECRET_KEY), Secret.of(TOKEN));
    private static final List<String> CANARIES = List.of(
            "canary",
            PASSWORD,
            Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8)),
            Base64.getEncoder().encodeToString(SECRET_KEY.getBytes(StandardCharsets.UTF_8)));

    private final VirtualTime timeSource = new VirtualTime();

    static List<Reaction> reactions() {
        return List.of(
                Reaction.answer("200 OK\r\nx-jdcloud-request-id: r", "{\"requestId\":\"r\",\"result\":{}}"),
                Reaction.answer("403 Forbidden", "<html>canary-page</html>"),
                Reaction.answer("500 Failed", "{\"requestId\":\"r\",\"error\":{\"code\":500,\"message\":\"m\"}}"),
                Reaction.answer("200 OK", "{\"result\":{\"subnets\":\"canary-result\"}}"),
                Reaction.answer("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"canary")
                        .then(RawServer.CLOSE),
                RawServer.CLOSE,
                RawServer.RESET,
                RawServer.NOTHING);
    }

    @Test
    void logsEverySendAndNothingPrivate() {
        try (var logs = new CapturedLogs()) {
            StringBuilder thrown = new StringBuilder();
            for (Reaction reaction : reactions()) {
                RawServer server = RawServer.reacting(reaction);
                ApiConfig config = ApiConfig.builder()
                        .endpoint(URI.create(server.origin()))
                        .callTimeout(reaction == RawServer.NOTHING ? Duration.ofMillis(300) : Duration.ofSeconds(20))
                        .build();
                var client = new ApiClient(CredentialsProvider.of(KEYS), config);
                try (server;
                        client) {
                    thrown.append(attempt(client, config.timeSource()));
                }
                assertThat(server.heads()).singleElement().asString().contains("x-jdcloud-security-token: ");
            }
            assertThat(logs.lines())
                    .filteredOn(line -> line.contains("io.github.iothubsdk.wire vpc POST /v1/regions/cn-north-1/vpcs/"))
                    .hasSize(reactions().size());
            assertThat(logs.lines()).anyMatch(line -> line.contains("HTTP 200") && line.contains("request id r"));
            assertThat(logs.lines()).anyMatch(line -> line.startsWith("JUL okhttp3"));
            assertThat(thrown).hasSizeGreaterThan(1_000);
            assertThat(String.join("\n", logs.lines()) + thrown).doesNotContain(CANARIES);
        }
    }

    /** The service does echo values: "Request parameter x.y.z is 'xxx', expected one of [yyy,zzz]". */
    @ParameterizedTest
    @ValueSource(strings = {"message", "details", "status"})
    void keepsAPasswordOutThatTheServiceEchoes(String where) {
        String echo = "Request parameter rdsPasswd is '%s', expected one of [a,b]".formatted(PASSWORD);
        String quoted = echo.replace("\\", "\\\\").replace("\"", "\\\"");
        String body = "{\"error\":{\"code\":400,\"%s\":\"%s\"}}".formatted(where, quoted);
        try (ApiClient client = Calls.client(new ScriptedTransport(ScriptedTransport.json(400, body)), timeSource)) {
            assertThat(attempt(client, timeSource))
                    .contains("rdsPasswd is '******'")
                    .doesNotContain(CANARIES);
        }
    }

    @Test
    void cutsAHugeMessageShort() {
        String body = "{\"error\":{\"code\":400,\"status\":\"%1$s\",\"message\":\"%1$s\"}}"
                .formatted("long ".repeat(200_000));
        try (ApiClient client = Calls.client(new ScriptedTransport(ScriptedTransport.json(400, body)), timeSource)) {
            assertThat(attempt(client, timeSource)).contains("long long").hasSizeLessThan(20_000);
        }
    }

    @Test
    void keepsAMessageOnOneLine() {
        String body = "{\"requestId\":\"r\\nFORGED\",\"error\":{\"code\":400,\"status\":\"S\\nFORGED\","
                + "\"message\":\"first\\r\\n2026 INFO FORGED\\u2028\\u001b[31m\"}}";
        try (ApiClient client = Calls.client(new ScriptedTransport(ScriptedTransport.json(400, body)), timeSource)) {
            String text = attempt(client, timeSource);
            assertThat(text.lines().filter(line -> line.contains("FORGED")))
                    .allMatch(line -> line.contains("was rejected"));
            assertThat(text).doesNotContain("\u001b", "\u2028", "\r");
        }
    }

    @Test
    void showsNothingPrivateInAnyToString() {
        HttpRequest request = Calls.request("POST", "http://h", "{\"p\":\"canary\"}", Duration.ZERO);
        HttpRequest signed = new Signer().sign(request, KEYS, VirtualTime.START, "nonce");
        ApiCall call = call();
        var transport = new ScriptedTransport(ScriptedTransport.json(200, "{}"));
        ApiConfig config = ApiConfig.builder().transport(() -> transport).build();
        CredentialsProvider provider = CredentialsProvider.of(KEYS);
        try (ApiClient client = new ApiClient(provider, config)) {
            assertThat(List.of(
                                    KEYS,
                                    KEYS.secretKey(),
                                    provider,
                                    provider.describe(),
                                    CredentialsProvider.firstOf(List.of(provider)),
                                    signed,
                                    signed.headers(),
                                    new HttpResponse(200, Map.of("x", "canary"), signed.body()),
                                    call,
                                    call.service(),
                                    call.read(Calls.Vpc.class, any -> true),
                                    call.commit(Calls.Vpc.class, any -> true),
                                    config,
                                    config.retries(),
                                    client)
                            .toString())
                    .contains("******", "vpc POST")
                    .doesNotContain(CANARIES);
        }
    }

    private static ApiCall call() {
        return Calls.create()
                .query("q", QUERY)
                .body(Map.of("name", "plant-7", "database", Map.of("rdsPasswd", PASSWORD)));
    }

    private static String attempt(ApiClient client, TimeSource timeSource) {
        try {
            return client.call(call().commit(Calls.Vpc.class, any -> true), Calls.minute(timeSource))
                    .toString();
        } catch (ApiException e) {
            return CapturedLogs.everything(e)
                    + e.getMessage()
                    + e.requestId()
                    + (e instanceof ApiException.Rejected rejected
                            ? rejected.rejection().toString()
                            : "");
        }
    }
}
