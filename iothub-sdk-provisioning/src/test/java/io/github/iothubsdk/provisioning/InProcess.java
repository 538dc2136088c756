package io.github.iothubsdk.provisioning;

import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.simulator.Exchange;
import io.github.iothubsdk.simulator.Exchange.Ending;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Brings calls to a simulator of this process, without a socket between them. */
class InProcess implements HttpTransport {

    private final Simulator cloud;

    InProcess(Simulator cloud) {
        this.cloud = cloud;
    }

    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("host", request.host());
        request.headers().forEach(header -> headers.put(header.name(), header.value()));
        String target = request.query().isEmpty() ? request.path() : request.path() + '?' + request.query();
        Exchange exchange = cloud.exchange(request.method(), target, headers, request.body());
        if (exchange.delay().compareTo(request.timeout()) > 0) {
            throw new IOException("no answer within " + request.timeout()); // nobody waits for it here
        }
        if (exchange.ending() != Ending.ANSWER) {
            throw new IOException("the connection was closed");
        }
        return new HttpResponse(exchange.status(), exchange.headers(), exchange.body());
    }

    @Override
    public void close() {}
}
