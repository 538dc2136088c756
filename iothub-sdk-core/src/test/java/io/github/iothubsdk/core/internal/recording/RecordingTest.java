package io.github.iothubsdk.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.core.http.NotSentException;
import io.github.iothubsdk.core.internal.json.JsonValue;
import io.github.iothubsdk.core.internal.json.JsonValue.Members;
import io.github.iothubsdk.core.internal.words.KnownSecrets;
import io.github.iothubsdk.core.support.Calls;
import io.github.iothubsdk.core.support.CapturedLogs;
import io.github.iothubsdk.core.support.ScriptedTransport;
import io.github.iothubsdk.core.support.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("listens to all logs of the process")
@Timeout(60)
class RecordingTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A disk that is full after so many lines, for as long as it is. */
    private static final class Disk implements Lines {
        final List<String> lines = new ArrayList<>();
        boolean full;
        boolean closed;

        @Override
        public void append(String line) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            lines.add(line);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final VirtualTime timeSource = new VirtualTime();
    private final Disk disk = new Disk();
    private final Recording recording = new Recording(
            new RecordingSettings(Path.of("calls.jsonl"), Map.of(), Set.of("hubs")),
            "0.1",
            timeSource,
            new KnownSecrets(),
            disk);

    private RecordingTransport over(ScriptedTransport.Line... script) {
        return new RecordingTransport(new ScriptedTransport(script), recording, timeSource);
    }

    private static HttpRequest request() {
        return request("/v1/regions/cn-north-1/vpcs/vpc-1", "", "{}");
    }

    private static HttpRequest request(String path, String query, String body) {
        return new HttpRequest(
                "POST",
                "http://h",
                path,
                query,
                List.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "vpc",
                "cn-north-1",
                SECOND);
    }

    private List<Members> lines() {
        return disk.lines.stream()
                .map(line -> JsonValue.object(line).orElseThrow())
                .toList();
    }

    @Test
    void writesALineForEachExchangeAsItHappens() throws Exception {
        ScriptedTransport.Line slow = request -> {
            timeSource.advance(Duration.ofMillis(12));
            return ScriptedTransport.answer(
                            200,
                            "{\"requestId\":\"abc123\"}",
                            Map.of("content-type", "application/json", "server", "x"))
                    .answer(request);
        };
        over(slow).send(request("/v2/regions/cn-north-1/orders", "pageNumber=1", "{\"autoPay\":true}"));

        assertThat(disk.lines).hasSize(2);
        assertThat(disk.lines.get(0))
                .isEqualTo("{\"recording\":1,\"sdk\":\"0.1\",\"about\":{},\"began\":\"2026-11-22T08:00:00.012Z\"}");
        assertThat(disk.lines.get(1))
                .matches(
                        "\\{\"n\":1,\"at\":\"2026-11-22T08:00:00Z\",\"ms\":12,\"service\":\"vpc\",\"region\":\"cn-north-1\","
                                + "\"method\":\"POST\",\"path\":\"/v2/regions/cn-north-1/orders\",\"query\":\\{\"pageNumber\":\"1\"},"
                                + "\"request\":\\{\"autoPay\":true},\"status\":200,\"headers\":\\{\"content-type\":\"application/json\"},"
                                + "\"response\":\\{\"requestId\":\"[a-z]{3}[0-9]{3}\"}}");
    }

    @Test
    void staysEqualInPathQueryBodyAndAnswer() throws Exception {
        String id = "20260101/7 装";
        String encoded = "20260101%2F7%20%E8%A3%85";
        over(ScriptedTransport.json(200, "{\"result\":{\"orderNumber\":\"" + id + "\",\"itemId\":\"20260101/8 装\"}}"))
                .send(request(
                        "/v2/regions/r7/order/" + encoded + ":pay",
                        "orderNumber=" + encoded,
                        "{\"buyId\":\"" + id + "\"}"));

        Members line = lines().get(1);
        String there =
                ((Members) line.get("request").orElseThrow()).text("buyId").orElseThrow();
        assertThat(there).matches("[0-9]{8}/[0-9] [a-z]");
        assertThat(((Members) line.get("query").orElseThrow()).text("orderNumber"))
                .contains(there);
        assertThat(line.text("path").orElseThrow())
                .matches("/v2/regions/[a-z][0-9]/order/"
                        + there.replace("/", "%2F").replace(" ", "%20") + ":pay");
        assertThat(disk.lines.get(1).split(there, -1)).hasSize(4); // query, body, answer
    }

    @Test
    void keepsTheWordsOfTheCallersRoutes() throws Exception {
        over(ScriptedTransport.json(200, "{}")).send(request("/v1/regions/cn-north-1/hubs/hubs2:hubs", "", ""));

        assertThat(lines().get(1).text("path").orElseThrow()).matches("/v1/regions/cn-north-1/hubs/[a-z]{4}[0-9]:hubs");
    }

    @Test
    void tellsWhatThereWasInThePlaceOfAnAnswer() {
        over(ScriptedTransport.failing(new NotSentException("m", new IOException()))); // makes none yet
        assertThatThrownBy(() -> over(ScriptedTransport.failing(new NotSentException("m", new IOException())))
                        .send(request()))
                .isInstanceOf(NotSentException.class);
        assertThatThrownBy(() ->
                        over(ScriptedTransport.failing(new IOException("m"))).send(request()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> over(request -> {
                            throw new InterruptedException();
                        })
                        .send(request()))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> over(request -> {
                            throw new IllegalStateException("a transport of the caller's");
                        })
                        .send(request()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(lines().stream().skip(1).map(line -> line.text("failed").orElseThrow()))
                .containsExactly("not-sent", "no-answer", "interrupted", "no-answer");
        assertThat(lines()).noneMatch(line -> line.get("status").isPresent());
    }

    @Test
    void neverChangesACallWhenTheDiskIsFullAndSaysSoOnce() throws Exception {
        var transport = over(ScriptedTransport.json(200, "{\"result\":{}}"));
        transport.send(request());
        try (var logs = new CapturedLogs()) {
            disk.full = true;
            for (int i = 0; i < 3; i++) {
                assertThat(transport.send(request()).text()).isEqualTo("{\"result\":{}}");
            }
            assertThat(logs.lines().stream().filter(line -> line.contains("recording")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "calls.jsonl", "No space left on device");
        }
        disk.full = false;
        transport.send(request());

        assertThat(disk.lines.get(disk.lines.size() - 1)).startsWith("{\"n\":5,"); // the gap tells of three
    }

    @Test
    void recordsNothingMoreOnceItIsClosed() throws Exception {
        var transport = over(ScriptedTransport.json(200, "{}"));
        transport.send(request());
        transport.close();
        assertThat(disk.closed).isTrue();

        transport.send(request());
        assertThat(disk.lines).hasSize(2);
    }

    @Test
    void countsWhatParallelCallsDoWithoutAGapAndWithOneReplacementForEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (var transport = over(ScriptedTransport.json(200, "{\"name\":\"plant-7\"}"))) {
            List<Future<HttpResponse>> calls = new ArrayList<>();
            IntStream.range(0, 400).forEach(i -> calls.add(threads.submit(() -> transport.send(request()))));
            for (Future<HttpResponse> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<Members> exchanges = lines().subList(1, 401);
        assertThat(exchanges.stream()
                        .map(line -> Long.parseLong(line.get("n").orElseThrow().write())))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 400).boxed().toList());
        assertThat(new HashSet<>(exchanges.stream()
                        .map(line -> line.get("response").orElseThrow().write())
                        .toList()))
                .hasSize(1);
    }

    @Test
    void beginsANewSectionWhenItHasSeenEnough() throws Exception {
        StringBuilder many = new StringBuilder("{\"values\":[\"plant-7\"");
        IntStream.range(0, Substitution.MANY)
                .forEach(i -> many.append(",\"name ").append(i).append('"'));
        var transport =
                over(ScriptedTransport.json(200, many + "]}"), ScriptedTransport.json(200, "{\"name\":\"plant-7\"}"));
        transport.send(request());
        transport.send(request());
        transport.send(request());

        assertThat(lines().stream().map(line -> line.all().get(0).name()))
                .containsExactly("recording", "n", "recording", "n", "n");
        assertThat(disk.lines.get(3)).startsWith("{\"n\":1,");
        String second = ((Members) lines().get(3).get("response").orElseThrow())
                .text("name")
                .orElseThrow();
        assertThat(disk.lines.get(1)).doesNotContain(second); // another key
        assertThat(disk.lines.get(4)).contains(second);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 32, 33, 5_000})
    void isNotFelledByDepth(int depth) throws Exception {
        String deep = "{\"a\":".repeat(depth) + "\"Quokka\"" + "}".repeat(depth);
        over(ScriptedTransport.json(200, deep)).send(request());

        assertThat(disk.lines).hasSize(2);
        assertThat(disk.lines.get(1)).doesNotContain("Quokka");
        assertThat(JsonValue.line(disk.lines.get(1))).as("can be read back").isPresent();
        assertThat(disk.lines.get(1).contains("\"response\"")).isEqualTo(depth <= 32);
    }

    @Test
    void isNotFelledBySize() throws Exception {
        String row = "{\"name\":\"Quokka\",\"odd\":[1,2,3]},";
        String rows = "{\"instances\":[" + row.repeat(HttpTransport.MOST_BYTES / row.length() - 1) + "{}]}";
        String over = "{\"name\":\"" + "Quokka".repeat(HttpTransport.MOST_BYTES / 6 + 1) + "\"}";
        over(ScriptedTransport.json(200, rows), ScriptedTransport.json(200, over))
                .send(request());
        over(ScriptedTransport.json(200, over)).send(request());

        assertThat(disk.lines).hasSize(3);
        assertThat(disk.lines.get(1)).endsWith("\"text\":\"<text:" + rows.length() + ">\"}");
        assertThat(disk.lines.get(2)).endsWith("\"text\":\"<text:" + over.length() + ">\"}");
    }

    @Test
    void leavesARequestAloneThatIsNoJson() throws Exception {
        over(ScriptedTransport.json(200, "{}")).send(Calls.request("POST", "http://h", "Quokka", SECOND));

        assertThat(disk.lines.get(1)).contains("\"request\":\"<text:6>\"").doesNotContain("Quokka");
    }
}
