package io.github.iothubsdk.core.support;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers from a script, the last line of it for ever, and remembers what was sent. */
public final class ScriptedTransport implements HttpTransport {

    /** One line of the script. */
    @FunctionalInterface
    public interface Line {
        HttpResponse answer(HttpRequest request) throws IOException, InterruptedException;
    }

    private final List<Line> script;
    private final List<HttpRequest> sent = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    public ScriptedTransport(Line... script) {
        this.script = List.of(script);
    }

    public static Line json(int status, String body) {
        return answer(status, body, Map.of("x-jdcloud-request-id", "scripted"));
    }

    public static Line answer(int status, String body, Map<String, String> headers) {
        return request -> new HttpResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Line failing(IOException failure) {
        return request -> {
            throw failure;
        };
    }

    public List<HttpRequest> sent() {
        return List.copyOf(sent);
    }

    public boolean closed() {
        return closed.get();
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        sent.add(request);
        return script.get(Math.min(sent.size(), script.size()) - 1).answer(request);
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
