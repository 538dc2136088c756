package io.github.iothubsdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.iothubsdk.core.error.ApiException;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thousands of damaged answers: each is a result or an {@link ApiException}, and nothing else. */
class AnswerFuzzTest {

    private static final long SEED = 20261122;
    private static final int MUTATIONS = 5_000;

    enum Status {
        RUNNING,
        BUILDING
    }

    record Row(
            @Nullable String id,
            @Nullable Status status,
            @Nullable Long size,
            @Nullable BigDecimal price) {}

    record Page(
            @Nullable Integer total,
            @Nullable Boolean more,
            @Nullable Double ratio,
            @Nullable Instant at,
            @Nullable List<Row> rows,
            @Nullable Map<String, Integer> counts,
            @Nullable Row first) {}

    private static final List<String> VALID = List.of(
            "{\"requestId\":\"bpa4ph6u278ofownjgc0ittjvh3se4p1\",\"result\":{\"total\":2,\"more\":true,\"ratio\":0.5,"
                    + "\"at\":\"2026-11-22T08:00:00Z\",\"rows\":[{\"id\":\"i-1\",\"status\":\"RUNNING\",\"size\":20,"
                    + "\"price\":50.10},{\"id\":\"\\u4e2d\",\"status\":\"NEW\",\"size\":-1,\"price\":\"0.1\"}],"
                    + "\"counts\":{\"a\":1,\"b\":2},\"first\":{\"id\":null,\"size\":3}}}",
            "{\"requestId\":\"r\",\"error\":{\"code\":429,\"status\":\"QUOTA_EXCEEDED\",\"message\":\"Out of resource "
                    + "quota\",\"details\":[{\"used\":\"1\",\"limit\":{\"max\":1}}]}}",
            "{\"requestId\":\"r\",\"result\":{\"total\":1},\"error\":{\"code\":\"40301\",\"message\":\"partial\"}}",
            "{\"status\":\"ACCESS_ERROR\",\"code\":401,\"message\":\"lack of header authorization[gw]\"}");
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "\"x\"",
            "-0",
            "1e999999999",
            "1.5",
            "9223372036854775808",
            "NaN",
            "true",
            "[[[[",
            "}}}}",
            "\\ud800",
            "\u4e2d",
            "\"\\u",
            ",",
            ":",
            "\"",
            "\ufeff",
            "\0",
            "<html>",
            "//",
            "'",
            "\\");
    private static final List<Integer> STATUSES = List.of(200, 200, 200, 201, 204, 302, 400, 401, 403, 429, 500, 503);

    private final Random random = new Random(SEED);
    private final VirtualTime timeSource = new VirtualTime();

    @Test
    void answersADamagedAnswerWithAResultOrAnApiException() {
        int results = 0;
        int rejected = 0;
        int unreachable = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = mutated(VALID.get(random.nextInt(VALID.size())));
            int status = STATUSES.get(random.nextInt(STATUSES.size()));
            try {
                assertThat(call(status, body)).isNotNull();
                results++;
            } catch (ApiException.Rejected e) {
                rejected++;
            } catch (ApiException.Unreachable | ApiException.NotUnderstood e) {
                unreachable++;
            } catch (RuntimeException e) {
                fail("seed %d, mutation %d, HTTP %d: %s".formatted(SEED, i, status, text(body)), e);
            }
        }
        // Were one of these rare, the mutator would be testing little.
        assertThat(List.of(results, rejected, unreachable)).allMatch(count -> count > MUTATIONS / 20);
    }

    private Page call(int status, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("date", text(mutated("Sun, 22 Nov 2026 08:00:00 GMT")));
        if (random.nextBoolean()) {
            headers.put("x-jdcloud-request-id", text(mutated("bpa4ph6u278ofownjgc0ittjvh3se4p1")));
        }
        var transport = new ScriptedTransport(request -> new HttpResponse(status, headers, body));
        try (ApiClient client = Calls.client(transport, timeSource)) {
            return client.call(Calls.create().commit(Page.class, page -> true), Calls.minute(timeSource));
        }
    }

    private byte[] mutated(String valid) {
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            bytes = mutatedOnce(bytes);
        }
        return bytes;
    }

    private byte[] mutatedOnce(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, from, from, piece());
            case 1 -> spliced(bytes, from, to, piece());
            case 2 -> spliced(bytes, from, to, "");
            case 3 -> spliced(bytes, from, bytes.length, "");
            case 4 ->
                spliced(
                        bytes,
                        from,
                        from,
                        text(bytes).substring(0, Math.min(from, text(bytes).length())));
            default -> flipped(bytes, from);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        if (at < copy.length) {
            copy[at] = (byte) (copy[at] ^ (1 << random.nextInt(8)));
        }
        return copy;
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private static byte[] spliced(byte[] bytes, int from, int to, String piece) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
