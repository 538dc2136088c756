package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import java.io.IOException;
import java.util.function.Consumer;

/** Does something right before each send, such as nothing for a long time. */
record PausingTransport(HttpTransport inner, Consumer<HttpRequest> pause) implements HttpTransport {

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        pause.accept(request);
        return inner.send(request);
    }

    @Override
    public void close() {
        inner.close();
    }
}
