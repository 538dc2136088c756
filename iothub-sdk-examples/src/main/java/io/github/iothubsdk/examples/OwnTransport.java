package io.github.iothubsdk.examples;

import io.github.iothubsdk.core.HttpTransports;
import io.github.iothubsdk.core.http.HttpRequest;
import io.github.iothubsdk.core.http.HttpResponse;
import io.github.iothubsdk.core.http.HttpTransport;
import io.github.iothubsdk.provisioning.Journals;
import io.github.iothubsdk.provisioning.ProvisioningClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** How do I change or measure what goes over the wire? A transport of your own, put in front of the SDK's. */
public final class OwnTransport implements HttpTransport {

    private final HttpTransport next;
    private final PrintStream out;

    OwnTransport(HttpTransport next, PrintStream out) {
        this.next = next;
        this.out = out;
    }

    /** Names the site to the company's proxy, and prints what each call took; sends once, as a transport must. */
    @Override
    public HttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        var site = new HttpRequest.Header("x-proxy-site", "beijing-3");
        long start = System.nanoTime();
        String ending = "no answer";
        try {
            HttpResponse response = next.send(request.with(List.of(site)));
            ending = response.toString();
            return response;
        } finally {
            long millis = (System.nanoTime() - start) / 1_000_000;
            out.println(request + ": " + ending + ", " + millis + " ms"); // neither shows headers or bodies
        }
    }

    @Override
    public void close() {
        next.close();
    }

    /** Creates an instance through it. */
    public static void main(String[] args) {
        try (DemoCloud cloud = new DemoCloud()) {
            run(cloud, HttpTransports.okHttp(Duration.ofSeconds(5)), System.out);
        }
    }

    static void run(DemoCloud cloud, HttpTransport next, PrintStream out) {
        try (ProvisioningClient client = cloud.client()
                .journal(Journals.inMemory())
                .transport(() -> new OwnTransport(next, out))
                .build()) {
            client.create(DemoCloud.request("plant-7"), Duration.ofMinutes(1));
        }
    }
}
