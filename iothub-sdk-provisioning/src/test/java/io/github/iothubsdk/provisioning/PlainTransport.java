package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The least transport that sends once, for tests to put themselves in front of. */
class PlainTransport implements HttpTransport {

    /** Whether this is the call that places an order. */
    static boolean orders(HttpRequest request) {
        return request.method().equals("POST") && request.path().endsWith("/instances");
    }

    /** Whether this is the call that pays. */
    static boolean pays(HttpRequest request) {
        return request.path().endsWith(":pay");
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        var connection = (HttpURLConnection) URI.create(request.url()).toURL().openConnection();
        connection.setRequestMethod(request.method());
        connection.setInstanceFollowRedirects(false);
        request.headers().forEach(header -> connection.setRequestProperty(header.name(), header.value()));
        if (request.method().equals("POST")) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(request.body().length);
            try (var out = connection.getOutputStream()) {
                out.write(request.body());
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            Map<String, String> headers = new HashMap<>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
                }
            });
            return new HttpResponse(status, headers, in == null ? new byte[0] : in.readAllBytes());
        }
    }

    @Override
    public void close() {}
}
