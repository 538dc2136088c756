package io.github.iothubsdk.testkit.conformance;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpRequest.Header;
import io.github.iothubsdk.core.http.HttpTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** What the parts of {@link HttpTransportConformance} share. */
abstract class TransportContract {

    static final Duration LONG = Duration.ofSeconds(10);
    static final List<Header> HEADERS =
            List.of(new Header("content-type", "application/json"), new Header("user-agent", "test"));

    /** A new transport of the kind that is tested. */
    protected abstract HttpTransport create(Duration connectTimeout);

    static HttpRequest request(String method, String origin, String body, Duration timeout) {
        return request(method, origin, "/v1/regions/cn-north-1/vpcs/vpc-1", "", body, timeout);
    }

    static HttpRequest request(String method, String origin, String path, String query, String body, Duration timeout) {
        return request(method, origin, path, query, HEADERS, body.getBytes(StandardCharsets.UTF_8), timeout);
    }

    static HttpRequest request(
            String method,
            String origin,
            String path,
            String query,
            List<Header> headers,
            byte[] body,
            Duration timeout) {
        return new HttpRequest(method, origin, path, query, headers, body, "vpc", "cn-north-1", timeout);
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + i / 256);
        }
        return bytes;
    }

    /** Runs on a thread of its own. */
    static <T> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "transport-kit");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
